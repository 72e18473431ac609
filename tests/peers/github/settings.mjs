// A repository's settings as GitHub's API shows them: Actions, secrets, variables, rules. The emulator has none of these.
const none = { status: 204, headers: {}, body: Buffer.alloc(0) };
const now = '2026-01-02T03:04:05Z';

export const settingAreas = ['administration', 'secrets', 'actions_variables'];

// What a fine-grained token needs beside what the rest of the API needs: docs "Permissions required for fine-grained personal access tokens".
export function areaOf(rest) {
  if (/^\/actions\/permissions/.test(rest)) return 'administration';
  if (/^\/actions\/(organization-)?secrets/.test(rest)) return 'secrets';
  if (/^\/actions\/(organization-)?variables/.test(rest)) return 'actions_variables';
  if (/^\/(git|releases)(\/|$)/.test(rest)) return 'contents';
  if (/^\/statuses\//.test(rest) || /^\/commits\/[^/]+\/status$/.test(rest)) return 'statuses';
  if (/^\/commits\/[^/]+\/check-runs$/.test(rest)) return 'checks';
  return undefined;
}

// Every answer tells the scopes of a classic token, and which server it is.
export function headersOf(repository, user) {
  const headers = {};
  const isClassic = user && (typeof user.scopes === 'string' || Object.keys(user.permissions).length === 0);
  if (isClassic) headers['x-oauth-scopes'] = user.scopes ?? 'repo, workflow';
  if (repository?.server.enterpriseVersion) headers['x-github-enterprise-version'] = repository.server.enterpriseVersion;
  return headers;
}

export class Settings {
  constructor(json, failure) {
    this.json = json;
    this.failure = failure;
  }

  // Undefined when the request is about something else.
  answer(method, rest, url, body, repository, user) {
    const server = repository.server;
    const route = `${method} ${rest}`;
    if (areaOf(rest) === 'administration' && user.role === 'write') return this.failure(403, 'Must have admin rights to Repository.');
    if (route === 'GET /actions/permissions') return this.json(200, this.actions(server));
    if (route === 'PUT /actions/permissions') { server.actions = { ...this.actions(server), allowed_actions: 'all', ...body }; return none; }
    if (route === 'GET /actions/permissions/workflow') return this.json(200, this.workflow(server));
    if (route === 'PUT /actions/permissions/workflow') {
      if (server.organizationForbidsPulls && body.can_approve_pull_request_reviews) return this.failure(409, 'Organization policy does not allow GitHub Actions to approve pull requests.');
      server.workflowPermissions = { ...this.workflow(server), ...body };
      return none;
    }
    if (route === 'GET /actions/secrets') return this.page(url, 'secrets', (server.secrets ?? []).map((name) => ({ name, created_at: now, updated_at: now })), 30);
    if (route === 'GET /actions/organization-secrets') return this.page(url, 'secrets', (server.organizationSecrets ?? []).map((name) => ({ name, created_at: now, updated_at: now })), 30);
    if (route === 'GET /actions/variables') return this.page(url, 'variables', this.variables(server.variables), 10);
    if (route === 'GET /actions/organization-variables') return this.page(url, 'variables', this.variables(server.organizationVariables), 10);
    const status = /^\/statuses\/([0-9a-f]{40})$/.exec(rest);
    if (method === 'POST' && status) {
      repository.statuses.set(`${status[1]} ${body.context}`, body);
      return this.json(201, { ...body, id: repository.statuses.size, created_at: now, updated_at: now });
    }
    if (method === 'GET' && /^\/rules\/branches\//.test(rest)) return this.rules(server);
    const ruleset = /^\/rulesets\/(\d+)$/.exec(rest);
    if (method === 'GET' && ruleset) return this.json(200, { id: Number(ruleset[1]), name: 'ours', enforcement: 'active', current_user_can_bypass: server.bypass ?? 'never' });
    return undefined;
  }

  // A repository whose Actions are disabled does not tell what they would be allowed.
  actions(server) {
    const { enabled = true, allowed_actions = 'all' } = server.actions ?? {};
    return enabled ? { enabled, allowed_actions, sha_pinning_required: false } : { enabled };
  }

  workflow(server) {
    return { default_workflow_permissions: 'read', can_approve_pull_request_reviews: false, ...server.workflowPermissions };
  }

  variables(values) {
    return Object.entries(values ?? {}).map(([name, value]) => ({ name, value, created_at: now, updated_at: now }));
  }

  // Servers before 3.11 have no such question.
  rules(server) {
    const [major, minor] = (server.enterpriseVersion ?? '9.0').split('.').map(Number);
    if (major < 3 || (major === 3 && minor < 11)) return this.failure(404, 'Not Found');
    return this.json(200, (server.rules ?? []).map((rule) => ({ ruleset_source_type: 'Repository', ruleset_source: 'acme/rules', ruleset_id: 42, ...rule })));
  }

  page(url, name, all, usual) {
    const size = Math.min(Number(url.searchParams.get('per_page') ?? usual), 30);
    const first = (Number(url.searchParams.get('page') ?? 1) - 1) * size;
    return this.json(200, { total_count: all.length, [name]: all.slice(first, first + size) });
  }
}
