// The third-party emulator (emulate, its GitHub plugin), with access to its store: a seed can't hold branches or workflows.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createEmulator } from 'emulate';

// It gives a token 5,000 calls an hour, and all tests of an assembly need more.
const tokens = Array.from({ length: 20 }, (_, number) => `internal-admin-${number}`);

const dist = dirname(fileURLToPath(import.meta.resolve('emulate')));

async function plugin() {
  const file = readdirSync(dist).find((name) => name.startsWith('dist-') && name.endsWith('.js') && readFileSync(join(dist, name), 'utf8').includes('githubPlugin,'));
  return import(pathToFileURL(join(dist, file)));
}

export class Emulator {
  static async start(publicUrl) {
    const { githubPlugin, getGitHubStore, seedFromConfig } = await plugin();
    let store;
    let seed;
    const register = githubPlugin.register;
    githubPlugin.register = (app, ownStore, ...rest) => {
      store = getGitHubStore(ownStore);
      seed = (config) => seedFromConfig(ownStore, publicUrl, config);
      return register(app, ownStore, ...rest);
    };
    const emulate = await createEmulator({
      service: 'github', port: 0, hostname: '127.0.0.1',
      seed: { tokens: Object.fromEntries(tokens.map((token) => [token, { login: 'acme', scopes: ['repo'] }])), github: { users: [{ login: 'acme' }, { login: 'mona' }], repos: [] } },
    });
    return new Emulator(emulate.url, publicUrl, store, seed);
  }

  constructor(url, publicUrl, store, seed) {
    this.url = url;
    this.publicUrl = publicUrl;
    this.store = store;
    this.seed = seed;
  }

  user(login) {
    if (!this.store.users.findOneBy('login', login)) this.seed({ users: [{ login }] });
    return this.store.users.findOneBy('login', login);
  }

  repository(owner, name) {
    return this.store.repos.findOneBy('full_name', `${owner}/${name}`);
  }

  // Everything goes in as one user: who may do what is the strict layer's business.
  async call(method, path, body, type = 'application/json') {
    tokens.push(tokens.shift());
    const response = await fetch(this.url + path, {
      method, body, redirect: 'manual',
      headers: { authorization: `Bearer ${tokens[0]}`, 'content-type': type, 'user-agent': 'strict-layer' },
    });
    const headers = Object.fromEntries([...response.headers].filter(([name]) => !['content-length', 'transfer-encoding', 'connection', 'date'].includes(name)));
    const text = (await response.text()).replaceAll(this.url, this.publicUrl);
    return { status: response.status, headers, body: Buffer.from(text) };
  }

  createRepository(name, defaultBranch, isPrivate) {
    this.seed({ repos: [{ owner: 'acme', name, default_branch: defaultBranch, private: isPrivate, auto_init: false }] });
    return this.repository('acme', name);
  }

  setBranch(repository, name, sha) {
    const branch = this.store.branches.findBy('repo_id', repository.id).find((row) => row.name === name);
    if (branch) this.store.branches.update(branch.id, { sha });
    else this.store.branches.insert({ repo_id: repository.id, name, sha, protected: false });
    const ref = this.store.refs.findBy('repo_id', repository.id).find((row) => row.ref === `refs/heads/${name}`);
    if (ref) this.store.refs.update(ref.id, { sha });
    else this.store.refs.insert({ repo_id: repository.id, ref: `refs/heads/${name}`, sha, node_id: '' });
    for (const pull of this.store.pullRequests.findBy('repo_id', repository.id)) {
      if (pull.head_ref === name && pull.state === 'open') this.store.pullRequests.update(pull.id, { head_sha: sha });
    }
  }

  setWorkflow(repository, path, name) {
    const known = this.store.workflows.findBy('repo_id', repository.id).find((row) => row.path === path);
    if (known) return known;
    return this.store.workflows.insert({ node_id: '', repo_id: repository.id, name, path, state: 'active', badge_url: '' });
  }
}
