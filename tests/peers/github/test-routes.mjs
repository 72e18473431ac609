// What only tests may ask: new repositories, faults, states, and what was seen.
import { BareRepository } from './repositories.mjs';

export class TestRoutes {
  constructor(emulator, strict, faults) {
    this.emulator = emulator;
    this.strict = strict;
    this.faults = faults;
  }

  async handle(request, response, body) {
    const url = new URL(request.url, 'http://127.0.0.1');
    const input = body.length > 0 ? JSON.parse(body) : { id: url.searchParams.get('id'), number: Number(url.searchParams.get('number')) };
    const repository = this.strict.repositories.get(url.searchParams.get('repository'));
    const route = `${request.method} ${url.pathname.slice('/_test/'.length)}`;
    const result = await this.answer(route, input, repository);
    response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(result ?? { message: `no route ${route}` }));
  }

  async answer(route, input, repository) {
    switch (route) {
      case 'POST repositories': return this.createRepository(input);
      case 'POST faults': this.faults.add(input); return {};
      case 'GET faults': return this.faults.waiting;
      case 'DELETE faults': this.faults.remove(input.path); return {};
      case 'GET requests': return repository.requests;
      case 'DELETE requests': repository.requests.length = 0; return {};
      case 'GET used': return repository.used;
      case 'DELETE issue': return this.emulator.store.issues.delete(this.issue(repository, input.number).id);
      case 'PATCH issue': return this.emulator.store.issues.update(this.issue(repository, input.number).id, input.state);
      case 'PATCH pull': return this.emulator.store.pullRequests.update(this.pull(repository, input.number).id, input.state);
      case 'GET runs': return repository.runs.map((run) => ({ ...run, ...this.state(run.id) }));
      case 'POST runs': this.emulator.store.workflowRuns.update(input.id, input.state); return {};
      case 'POST jobs': repository.jobs.set(input.id, input.jobs); return {};
      case 'GET run': return repository.runs.find((run) => String(run.id) === input.id);
      case 'GET pull': return this.pull(repository, input.number);
      case 'POST checks': repository.checks.set(input.commit, { looks: input.looks, seen: {} }); return {};
      case 'GET status': return repository.statuses.get(`${input.id} oneshot/verify`);
      case 'GET labels': return this.pull(repository, input.number).label_ids.map((id) => this.emulator.store.labels.get(id).name);
      case 'GET pulls': return this.emulator.store.pullRequests.findBy('repo_id', repository.row.id);
      case 'GET issue': return this.issue(repository, input.number);
      case 'GET comments': return this.emulator.store.comments.findBy('repo_id', repository.row.id).filter((comment) => comment.issue_number === input.number);
      case 'POST tokens': repository.tokens.set(input.token, input); return {};
      case 'POST server': Object.assign(repository.server, input); return {};
      case 'POST workflow': return this.emulator.store.workflows.update(this.emulator.store.workflows.findBy('repo_id', repository.row.id).find((row) => row.path.endsWith(input.file)).id, { state: input.state });
      case 'POST renamed': this.strict.renamed.set(input.from, input.to); return {};
      default: return undefined;
    }
  }

  pull(repository, number) {
    return this.emulator.store.pullRequests.findBy('repo_id', repository.row.id).find((pull) => pull.number === number);
  }

  issue(repository, number) {
    return this.emulator.store.issues.findBy('repo_id', repository.row.id).find((issue) => issue.number === number);
  }

  state(id) {
    const { status, conclusion } = this.emulator.store.workflowRuns.get(id);
    return { status, conclusion };
  }

  async createRepository(input) {
    const row = this.emulator.createRepository(input.name, input.default_branch, input.private ?? false);
    const repository = {
      row, fullName: `acme/${input.name}`, bare: new BareRepository(input.directory), defaultBranch: input.default_branch,
      tokens: new Map(Object.entries(input.tokens)), server: {}, requests: [], used: [], runs: [], jobs: new Map(), hidden: new Map(), statuses: new Map(), checks: new Map(),
    };
    this.strict.repositories.set(repository.fullName, repository);
    await this.strict.register(repository);
    return { full_name: repository.fullName };
  }
}
