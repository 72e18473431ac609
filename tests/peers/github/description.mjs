// GitHub's own description of its API, and Prism's validators on it. What Prism does not see, undeclared properties, is looked at here.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
// Its parts, not the whole: that has a mocker in it, with names and streets in sixty languages.
const { getHttpOperationsFromSpec } = require('@stoplight/prism-http/dist/utils/operations');
const { default: route } = require('@stoplight/prism-http/dist/router');
const { validateInput } = require('@stoplight/prism-http/dist/validator');

// Only what OneShot, and the build that releases it, may call; a call outside of it is answered as undocumented.
const paths = [
  '/repos/{owner}/{repo}',
  '/repos/{owner}/{repo}/pulls',
  '/repos/{owner}/{repo}/pulls/{pull_number}',
  '/repos/{owner}/{repo}/issues',
  '/repos/{owner}/{repo}/issues/{issue_number}',
  '/repos/{owner}/{repo}/issues/{issue_number}/comments',
  '/repos/{owner}/{repo}/issues/{issue_number}/labels',
  '/repos/{owner}/{repo}/issues/{issue_number}/labels/{name}',
  '/repos/{owner}/{repo}/issues/comments/{comment_id}',
  '/repos/{owner}/{repo}/git/blobs',
  '/repos/{owner}/{repo}/git/trees',
  '/repos/{owner}/{repo}/git/commits',
  '/repos/{owner}/{repo}/git/commits/{commit_sha}',
  '/repos/{owner}/{repo}/git/refs/{ref}',
  '/repos/{owner}/{repo}/collaborators/{username}/permission',
  '/repos/{owner}/{repo}/actions/permissions',
  '/repos/{owner}/{repo}/actions/permissions/workflow',
  '/repos/{owner}/{repo}/actions/secrets',
  '/repos/{owner}/{repo}/actions/organization-secrets',
  '/repos/{owner}/{repo}/actions/variables',
  '/repos/{owner}/{repo}/actions/organization-variables',
  '/repos/{owner}/{repo}/rules/branches/{branch}',
  '/repos/{owner}/{repo}/rulesets/{ruleset_id}',
  '/repos/{owner}/{repo}/actions/workflows',
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}',
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
  '/repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs',
  '/repos/{owner}/{repo}/actions/runs/{run_id}',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
  '/repos/{owner}/{repo}/statuses/{sha}',
  '/repos/{owner}/{repo}/commits/{ref}/check-runs',
  '/repos/{owner}/{repo}/commits/{ref}/status',
  '/repos/{owner}/{repo}/actions/runs',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
  '/repos/{owner}/{repo}/actions/jobs/{job_id}/logs',
  '/repos/{owner}/{repo}/releases',
  '/repos/{owner}/{repo}/releases/{release_id}',
  '/repos/{owner}/{repo}/releases/assets/{asset_id}',
];

export class Description {
  static async load(file = 'api.github.com.json') {
    const whole = JSON.parse(readFileSync(require.resolve(`@octokit/openapi/generated/${file}`), 'utf8'));
    const slim = { openapi: whole.openapi, info: whole.info, servers: [{ url: 'http://127.0.0.1' }], paths: {}, components: { schemas: {}, parameters: {}, responses: {}, examples: {}, headers: {} } };
    for (const path of paths) {
      slim.paths[path] = whole.paths[path];
      for (const operation of Object.values(slim.paths[path])) if (operation.responses) operation.responses = { default: { description: 'not looked at' } };
    }
    gather(slim.paths, whole, slim);
    forgetNullables(slim);

    // Described as a date, documented as a range: "created: see Understanding the search syntax".
    delete slim.components.parameters.created.schema.format;
    return new Description(await getHttpOperationsFromSpec(slim), slim);
  }

  constructor(operations, document) {
    this.operations = operations.map((operation) => ({ ...operation, servers: [{ id: 's', url: 'http://127.0.0.1' }] }));
    this.document = document;
  }

  // Returns what is wrong with a request, an empty list when nothing is.
  check(method, url, headers, body) {
    const query = {};
    for (const [name, value] of url.searchParams) query[name] = value;
    let parsed;
    if (body.length > 0) {
      try { parsed = JSON.parse(body); } catch { return ['the body is no JSON']; }
    }
    const element = { method: method.toLowerCase(), url: { baseUrl: 'http://127.0.0.1', path: url.pathname, query }, headers: { ...headers, host: '127.0.0.1' }, body: parsed };
    const found = route({ resources: this.operations, input: element });
    if (found._tag === 'Left') return [`${method} ${url.pathname} is not in GitHub's description: ${found.left.message}`];
    const result = validateInput({ resource: found.right, element });
    const wrong = result._tag === 'Left' ? result.left.map((diagnostic) => `${(diagnostic.path ?? []).join('.')}: ${diagnostic.message}`) : [];
    return [...wrong, ...this.undeclared(found.right, parsed)];
  }

  undeclared(operation, body) {
    const properties = operation.request?.body?.contents?.[0]?.schema?.properties;
    if (!properties || !body || Array.isArray(body)) return [];
    return Object.keys(body).filter((name) => !(name in properties)).map((name) => `body.${name} is not in GitHub's description`);
  }
}

function gather(node, whole, slim) {
  if (Array.isArray(node)) return node.forEach((item) => gather(item, whole, slim));
  if (node === null || typeof node !== 'object') return;
  for (const [key, value] of Object.entries(node)) {
    if (key === 'examples' || key === 'example') { delete node[key]; continue; }
    if (key === '$ref' && typeof value === 'string') {
      const [, , kind, name] = value.split('/');
      if (slim.components[kind]?.[name]) continue;
      slim.components[kind] ??= {};
      slim.components[kind][name] = whole.components[kind][name];
      gather(slim.components[kind][name], whole, slim);
    } else gather(value, whole, slim);
  }
}

// "nullable" without "type" makes Prism skip the whole body without a word.
function forgetNullables(node) {
  if (Array.isArray(node)) return node.forEach(forgetNullables);
  if (node === null || typeof node !== 'object') return;
  if (node.nullable && !node.type) delete node.nullable;
  Object.values(node).forEach(forgetNullables);
}
