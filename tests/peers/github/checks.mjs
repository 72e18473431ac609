// What others say of a commit: check runs, statuses, workflows' runs. A test tells one state of them for each look; the last one stays.
// Shapes: GitHub's REST documentation, "List check runs for a Git reference", "Get the combined status", "List workflow runs for a repository".
const names = { 'check-runs': 'check_runs', status: 'statuses', runs: 'workflow_runs' };

export class Checks {
  constructor(json) {
    this.json = json;
  }

  // Undefined when the request is about something else.
  answer(method, rest, url, repository) {
    const [, commit, kind] = /^\/commits\/([0-9a-f]{40})\/(check-runs|status)$/.exec(rest) ?? [];
    if (method !== 'GET') return undefined;
    if (kind) return this.page(url, names[kind], this.look(repository, commit, kind, url));
    if (rest === '/actions/runs' && url.searchParams.get('head_sha')) return this.page(url, names.runs, this.look(repository, url.searchParams.get('head_sha'), 'runs', url));
    return undefined;
  }

  look(repository, commit, kind, url) {
    const told = repository.checks.get(commit) ?? repository.checks.get('*');
    if (!told) return [];
    const isFirst = (url.searchParams.get('page') ?? '1') === '1';
    const number = (told.seen[kind] ?? -1) + (isFirst ? 1 : 0);
    told.seen[kind] = number;
    const look = told.looks[Math.min(number, told.looks.length - 1)];
    if (kind === 'check-runs') return (look.checks ?? []).map((check, index) => this.check(repository, commit, check, index + 1));
    if (kind === 'status') return [...this.own(repository, commit), ...(look.statuses ?? [])].map((status, index) => ({ id: index + 1, node_id: '', description: null, target_url: null, ...status }));
    return (look.runs ?? []).map((run, index) => ({ id: 9000 + index, name: 'ci', head_sha: commit, event: 'push', conclusion: null, html_url: `https://github.com/${repository.fullName}/actions/runs/${9000 + index}`, check_suite_id: 800 + index, ...run }));
  }

  // What was set by POST /statuses.
  own(repository, commit) {
    return [...repository.statuses].filter(([key]) => key.startsWith(commit)).map(([, body]) => body);
  }

  check(repository, commit, { app = 'github-actions', suite = 700, ...check }, id) {
    // A run that none of a test's own runs can be: what says something of itself is left out.
    const page = `https://github.com/${repository.fullName}/actions/runs/700000/job/${id}`;
    return { id, node_id: '', external_id: '', head_sha: commit, html_url: page, details_url: page, status: check.conclusion ? 'completed' : 'in_progress', conclusion: null, started_at: '2026-01-02T03:04:05Z', app: app && { id: 1, slug: app, name: app }, check_suite: { id: suite }, pull_requests: [], ...check };
  }

  page(url, name, all) {
    const size = Number(url.searchParams.get('per_page') ?? 30);
    const first = (Number(url.searchParams.get('page') ?? 1) - 1) * size;
    return this.json(200, { total_count: all.length, [name]: all.slice(first, first + size) });
  }
}
