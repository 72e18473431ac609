// Answers as GitHub does where the emulator is lenient. Sources: GitHub's REST documentation, and messages of github.com as people report them.
import { parse } from 'yaml';
import { Checks } from './checks.mjs';
import { GitData } from './git-data.mjs';
import { GraphQl } from './graphql.mjs';
import { tokenOf } from './http.mjs';
import { Settings, areaOf, headersOf, settingAreas } from './settings.mjs';
import { refusedText, sameLabels } from './texts.mjs';

const json = (status, data, headers = {}) => ({ status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers }, body: Buffer.from(data === null ? '' : JSON.stringify(data)) });
const failure = (status, message, errors) => json(status, { message, ...(errors ? { errors } : {}), documentation_url: 'https://docs.github.com/rest', status: String(status) });
const invalid = (resource, field, code, message) => failure(422, 'Validation Failed', [{ resource, field, code, ...(message ? { message } : {}) }]);

export class Strict {
  constructor(emulator, description, webUrl) {
    this.emulator = emulator;
    this.description = description;
    this.webUrl = webUrl;
    this.repositories = new Map(); // "owner/name" → { bare, tokens: Map(token → { login, permissions }), server: {…}, requests: [] }
    this.renamed = new Map();
    this.settings = new Settings(json, failure);
    this.checks = new Checks(json);
    this.gitData = new GitData(json, failure);
    this.graphQl = new GraphQl(emulator, this.repositories);
  }

  find(owner, name) {
    return this.repositories.get(`${owner}/${name}`);
  }

  async answer(request, body) {
    const url = new URL(request.url, 'http://127.0.0.1');
    const path = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(url.pathname);
    if (request.method === 'POST' && url.pathname === '/graphql') return this.answerGraphQl(request, body);
    if (!path) return failure(404, 'Not Found');
    if (this.renamed.has(`${path[1]}/${path[2]}`)) {
      const location = `${request.headers.host ? `http://${request.headers.host}` : ''}/repos/${this.renamed.get(`${path[1]}/${path[2]}`)}${path[3] ?? ''}${url.search}`;
      return json(request.method === 'GET' ? 301 : 307, { message: 'Moved Permanently', url: location }, { location });
    }
    const repository = this.find(path[1], path[2]);
    const token = tokenOf(request.headers.authorization);
    const entry = { method: request.method, path: url.pathname + url.search, body: body.toString(), status: 0, violations: [] };
    repository?.requests.push(entry);
    const answer = await this.decide(request, url, body, repository, token, path[3] ?? '', entry);
    entry.status = answer.status;
    return { ...answer, headers: { ...answer.headers, ...headersOf(repository, repository?.tokens.get(token)) } };
  }

  async answerGraphQl(request, body) {
    const user = this.userOf(tokenOf(request.headers.authorization));
    return user ? json(200, await this.graphQl.answer(user, JSON.parse(body))) : failure(401, 'Bad credentials');
  }

  userOf(token) {
    return [...this.repositories.values()].map((one) => one.tokens.get(token)).find(Boolean);
  }

  async decide(request, url, body, repository, token, rest, entry) {
    if (!request.headers['user-agent']) return failure(403, 'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.');
    if (!this.userOf(token)) return failure(401, token ? 'Bad credentials' : 'Requires authentication');
    if (!repository || !repository.tokens.has(token)) return failure(404, 'Not Found');
    const user = repository.tokens.get(token);
    entry.login = user.login;

    // A file that is brought to a release is no JSON, and goes to a server of its own on github.com.
    const isFile = request.method === 'POST' && /^\/releases\/\d+\/assets$/.test(rest);
    entry.violations = isFile ? [] : this.description.check(request.method, url, request.headers, body);
    if (entry.violations.length > 0) return failure(422, `GitHub's description: ${entry.violations.join('; ')}`);
    const parsed = body.length > 0 && !isFile ? JSON.parse(body) : {};
    const needed = this.neededPermission(request.method, rest, user.permissions, repository);
    repository.used.push({ job: user.job, permission: needed.join('=') });
    const missing = this.has(user.permissions, ...needed) ? null : needed.join('=');
    if (missing) return { ...failure(403, 'Resource not accessible by personal access token'), headers: { 'content-type': 'application/json', 'x-accepted-github-permissions': missing } };

    if (isFile) return this.emulator.call(request.method, url.pathname + url.search, body, request.headers['content-type']);
    const refused = refusedText(request.method, rest, parsed);
    if (refused) return failure(422, 'Validation Failed', [refused]);
    if (parsed.labels) parsed.labels = sameLabels(this.emulator.store.labels.findBy('repo_id', repository.row.id), parsed.labels);
    const settings = this.settings.answer(request.method, rest, url, parsed, repository, user);
    if (settings) return settings;
    const checks = this.checks.answer(request.method, rest, url, repository);
    if (checks) return checks;
    const data = await this.gitData.answer(request.method, rest, parsed, repository, user);
    if (data) return data;
    if (request.method === 'GET' && rest === '') return this.repository(repository, user);
    if (request.method === 'POST' && rest === '/pulls') {
      // One after the other, as a database would: of two at once for one branch the second is refused.
      const turn = (repository.turn ?? Promise.resolve()).then(() => this.openPull(repository, user, parsed));
      repository.turn = turn.catch(() => {});
      return turn;
    }
    if (request.method === 'PATCH' && /^\/pulls\/\d+$/.test(rest)) delete parsed.draft;
    const dispatch = /^\/actions\/workflows\/([^/]+)\/dispatches$/.exec(rest);
    if (request.method === 'POST' && dispatch) return this.dispatch(repository, user, decodeURIComponent(dispatch[1]), parsed);
    const cancel = /^\/actions\/runs\/(\d+)\/cancel$/.exec(rest);
    if (request.method === 'POST' && cancel) {
      const run = this.emulator.store.workflowRuns.get(Number(cancel[1]));
      if (run?.status === 'completed') return failure(409, 'Cannot cancel a workflow run that is completed.');
    }
    if (request.method === 'GET' && /^\/actions\/workflows(\/[^/]+)?$/.test(rest)) await this.register(repository);
    const runs = /^\/actions\/workflows\/([^/]+)\/runs$/.exec(rest);
    if (request.method === 'GET' && runs) return this.listRuns(request, repository, url);
    const jobs = /^\/actions\/runs\/(\d+)\/jobs$/.exec(rest);
    if (request.method === 'GET' && jobs) return this.jobs(repository, Number(jobs[1]));
    const log = /^\/actions\/jobs\/(\d+)\/logs$/.exec(rest);
    if (request.method === 'GET' && log) return this.log(repository, Number(log[1]));
    const permission = /^\/collaborators\/([^/]+)\/permission$/.exec(rest);
    if (permission) return this.permission(repository, decodeURIComponent(permission[1]));
    const pull = request.method === 'GET' ? await this.pullAsIssue(repository, rest) : null;
    if (pull) return pull;
    const answer = await this.emulator.call(request.method, url.pathname + url.search, request.method === 'GET' ? undefined : JSON.stringify(parsed));
    // Files of a release are brought to the address that it tells.
    if (/^\/releases/.test(rest)) return { ...answer, body: Buffer.from(answer.body.toString().replaceAll(`${this.webUrl}/repos/`, `http://${request.headers.host}/repos/`)) };
    return this.signed(request.method, rest, parsed, answer, repository, user);
  }

  // To GitHub every pull request is an issue too; the emulator keeps them apart.
  async pullAsIssue(repository, rest) {
    const number = /^\/issues\/(\d+)$/.exec(rest)?.[1];
    if (!number) return null;
    const answer = await this.emulator.call('GET', `/repos/${repository.fullName}/pulls/${number}`);
    if (answer.status !== 200) return null;
    const pull = JSON.parse(answer.body);
    return json(200, { ...pull, pull_request: { url: pull.url, html_url: pull.html_url } });
  }

  // Everybody who may read a public repository has "read"; a bot is no user.
  permission(repository, login) {
    if (login.endsWith('[bot]')) return failure(404, `${login} is not a user`);
    const known = repository.server.people?.[login] ?? ([...repository.tokens.values()].some((one) => one.login === login && !one.isStranger) ? 'write' : 'read');
    return json(200, { permission: known, role_name: known, user: { login } });
  }

  // The emulator takes everything for its owner's.
  async signed(method, rest, body, answer, repository, user) {
    const [, number, comments] = /^\/issues\/(\d+)(\/comments)?$/.exec(rest) ?? [];
    const comment = /^\/issues\/comments\/(\d+)$/.exec(rest)?.[1];
    if (answer.status >= 300) return answer;
    const { issues, comments: all } = this.emulator.store;
    const data = (method === 'POST' || method === 'PATCH') && answer.body.length > 0 ? JSON.parse(answer.body) : {};
    const issueOf = (wanted) => issues.findBy('repo_id', repository.row.id).find((one) => one.number === Number(wanted));
    if (method === 'POST' && rest === '/issues') {
      issues.update(issueOf(data.number).id, { user_id: this.emulator.user(user.login).id });
      return { ...(await this.emulator.call('GET', `/repos/${repository.fullName}/issues/${data.number}`)), status: 201 };
    }
    if (method === 'POST' && comments) {
      all.update(data.id, { user_id: this.emulator.user(user.login).id });
      return { ...(await this.emulator.call('GET', `/repos/${repository.fullName}/issues/comments/${data.id}`)), status: 201 };
    }
    if (method === 'PATCH' && 'body' in body && (comment || (number && !comments))) {
      const edit = { edited_by: user.login, edited_at: new Date().toISOString() };
      if (comment) all.update(Number(comment), edit);
      else if (issueOf(number)) issues.update(issueOf(number).id, edit);
    }
    return answer;
  }

  // What the fine-grained permissions of a call are: docs "Permissions required for fine-grained personal access tokens".
  neededPermission(method, rest, permissions, repository) {
    const level = method === 'GET' ? 'read' : 'write';
    if (permissions.pull_requests === 'write' && this.isOfPull(rest, repository)) return ['pull_requests', level]; // comments and labels of a pull request need either
    return [areaOf(rest) ?? (/^\/pulls/.test(rest) ? 'pull_requests' : /^\/issues/.test(rest) ? 'issues' : /^\/actions/.test(rest) ? 'actions' : 'metadata'), level];
  }

  has(permissions, name, level) {
    const isSetting = settingAreas.includes(name) && Object.keys(permissions).length > 0;
    const held = permissions[name] ?? (name === 'metadata' ? 'read' : isSetting ? 'none' : 'write');
    return held === 'write' || held === level;
  }

  isOfPull(rest, repository) {
    const [, number, comment] = /^\/issues\/(?:(\d+)\/(?:comments|labels)|comments\/(\d+))/.exec(rest) ?? [];
    const issue = Number(number ?? this.emulator.store.comments.get(Number(comment))?.issue_number);
    return this.emulator.store.pullRequests.findBy('repo_id', repository.row.id).some((pull) => pull.number === issue);
  }

  async repository(repository, user) {
    const answer = await this.emulator.call('GET', `/repos/${repository.fullName}`);
    const data = JSON.parse(answer.body);
    const push = (user.permissions.contents ?? 'write') === 'write';
    return json(200, { ...data, archived: repository.server.archived ?? false, private: repository.server.private ?? data.private, permissions: { admin: false, maintain: false, push, triage: push, pull: true } });
  }

  async openPull(repository, user, body) {
    const head = body.head.split(':').pop();
    const [headSha, baseSha] = await Promise.all([repository.bare.branch(head), repository.bare.branch(body.base)]);
    if (!headSha || (repository.server.slowHeads ?? 0) > 0) {
      if (repository.server.slowHeads) repository.server.slowHeads--;
      return invalid('PullRequest', 'head', 'invalid');
    }
    if (!baseSha) return invalid('PullRequest', 'base', 'invalid');
    const open = this.emulator.store.pullRequests.findBy('repo_id', repository.row.id).find((pull) => pull.head_ref === head && pull.state === 'open');
    if (open) return invalid('PullRequest', undefined, 'custom', `A pull request already exists for acme:${head}.`);
    if (headSha === baseSha) return invalid('PullRequest', undefined, 'custom', `No commits between ${body.base} and ${head}`);
    if (body.draft && repository.server.noDrafts) return failure(422, 'Draft pull requests are not supported in this repository.');
    this.emulator.setBranch(repository.row, head, headSha);
    this.emulator.setBranch(repository.row, body.base, baseSha);
    const made = await this.emulator.call('POST', `/repos/${repository.fullName}/pulls`, JSON.stringify(body));
    if (made.status !== 201) return made;
    const pull = JSON.parse(made.body);
    const row = this.emulator.store.pullRequests.findBy('repo_id', repository.row.id).find((one) => one.number === pull.number);
    this.emulator.store.pullRequests.update(row.id, { user_id: this.emulator.user(user.login).id });
    return { ...(await this.emulator.call('GET', `/repos/${repository.fullName}/pulls/${pull.number}`)), status: 201 };
  }

  async dispatch(repository, user, workflow, body) {
    const row = this.emulator.store.workflows.findBy('repo_id', repository.row.id).find((one) => String(one.id) === workflow || one.path === `.github/workflows/${workflow}`);
    if (!row) return failure(404, 'Not Found');
    if (row.state !== 'active') return failure(422, `Cannot trigger a 'workflow_dispatch' on a disabled workflow`);
    if ('return_run_details' in body && repository.server.oldDispatch) {
      return failure(repository.server.oldDispatch, 'Invalid request.\n\n"return_run_details" is not a permitted key.');
    }
    const inputs = body.inputs ?? {};
    if (Object.keys(inputs).length > (repository.server.maxInputs ?? 25)) return failure(422, `you may only define up to ${repository.server.maxInputs ?? 25} "properties" for "inputs"`);
    if (JSON.stringify(inputs).length > 65535) return failure(422, 'inputs are too large.');
    const branch = body.ref.replace(/^refs\/heads\//, '');
    const sha = await repository.bare.branch(branch);
    if (!sha) return failure(422, `No ref found for: ${body.ref}`);
    const file = await repository.bare.file(sha, row.path);
    if (file === null) return failure(422, `Workflow does not exist on ref '${branch}'`);
    const definition = parse(file);
    const trigger = definition.on?.workflow_dispatch;
    if (trigger === undefined) return failure(422, `Workflow does not have 'workflow_dispatch' trigger`);
    const declared = trigger?.inputs ?? {};
    const unexpected = Object.keys(inputs).filter((name) => !(name in declared));
    if (unexpected.length > 0) return failure(422, `Unexpected inputs provided: ${JSON.stringify(unexpected)}`);
    const absent = Object.entries(declared).find(([name, input]) => input?.required && input.default === undefined && !(name in inputs));
    if (absent) return failure(422, `Required input '${absent[0]}' not provided`);

    const run = this.createRun(repository, user, row, definition, branch, sha, inputs);
    if (!body.return_run_details || repository.server.noDetails) return { status: 204, headers: {}, body: Buffer.alloc(0) };
    const api = `${this.webUrl}/repos/${repository.fullName}/actions/runs/${run.id}`;
    return json(200, { workflow_run_id: run.id, run_url: api, html_url: `${this.webUrl}/${repository.fullName}/actions/runs/${run.id}` });
  }

  // What came to the default branch by a push since.
  async register(repository) {
    for (const path of await repository.bare.workflows(repository.defaultBranch)) this.emulator.setWorkflow(repository.row, path, path);
  }

  createRun(repository, user, workflow, definition, branch, sha, inputs) {
    const name = String(definition['run-name'] ?? definition.name ?? workflow.path).replace(/\$\{\{\s*inputs\.(\w+)(?:\s*\|\|\s*'([^']*)')?\s*\}\}/g, (_, input, other) => inputs[input] || (other ?? ''));
    const now = new Date().toISOString();
    const number = this.emulator.store.workflowRuns.findBy('workflow_id', workflow.id).length + 1;
    const run = this.emulator.store.workflowRuns.insert({
      node_id: '', repo_id: repository.row.id, workflow_id: workflow.id, name, head_branch: branch, head_sha: sha, run_number: number, event: 'workflow_dispatch',
      status: 'queued', conclusion: null, actor_id: this.emulator.user(user.login).id, run_attempt: 1, run_started_at: now,
    });
    repository.runs.push({ id: run.id, name, inputs, by: user.login });
    if (repository.server.hiddenRunsUntil) repository.hidden.set(run.id, Date.now() + repository.server.hiddenRunsUntil);
    return run;
  }

  // The emulator's runs have one job that nothing happens to.
  jobs(repository, run) {
    if (!this.emulator.store.workflowRuns.get(run)) return failure(404, 'Not Found');
    const jobs = (repository.jobs.get(run) ?? []).map(({ log, ...job }) => ({ run_id: run, ...job }));
    return json(200, { total_count: jobs.length, jobs });
  }

  // A log is on another server, which lets in whoever knows the address.
  log(repository, id) {
    const job = [...repository.jobs.values()].flat().find((one) => one.id === id);
    if (!job?.log) return failure(job?.gone ? 410 : 404, 'Not Found');
    return { status: 302, headers: { location: job.log }, body: Buffer.alloc(0) };
  }

  async listRuns(request, repository, url) {
    const answer = await this.emulator.call('GET', url.pathname + url.search);
    if (answer.status !== 200) return answer;
    const data = JSON.parse(answer.body);
    const since = /^>=(.+)$/.exec(url.searchParams.get('created') ?? '')?.[1];
    const runs = data.workflow_runs.filter((run) => (repository.hidden.get(run.id) ?? 0) < Date.now() && (!since || run.created_at >= since));
    return json(200, { total_count: runs.length, workflow_runs: runs });
  }
}
