// Git's own objects through the API. The emulator has these routes over objects of its own, with no repository behind them; here they are
// the bare repository's, made by git itself, so that what is made can be fetched.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const environment = { PATH: process.env.PATH, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

export class GitData {
  constructor(json, failure) {
    this.json = json;
    this.failure = failure;
  }

  // Undefined when the request is about something else.
  async answer(method, rest, body, repository, user) {
    const route = /^\/git\/(blobs|trees|commits|refs)(?:\/(.+))?$/.exec(rest);
    if (!route) return undefined;
    const git = (args, input, env) => run(repository.bare.directory, args, input, env);
    try {
      switch (`${method} ${route[1]}`) {
        case 'POST blobs': return this.json(201, { sha: await git(['hash-object', '-w', '--stdin'], Buffer.from(body.content, body.encoding === 'base64' ? 'base64' : 'utf8')), url: '' });
        case 'POST trees': return this.json(201, await this.tree(git, body));
        case 'POST commits': return this.json(201, await this.shown(git, await this.commit(git, body, user)));
        case 'GET commits': return this.json(200, await this.shown(git, route[2]));
        case 'PATCH refs': return await this.move(git, decodeURIComponent(route[2]), body, repository);
        default: return undefined;
      }
    } catch (error) {
      return this.failure(422, error.message);
    }
  }

  async tree(git, body) {
    const folder = mkdtempSync(join(tmpdir(), 'tree-'));
    try {
      const index = { GIT_INDEX_FILE: join(folder, 'index') };
      if (body.base_tree) await git(['read-tree', body.base_tree], '', index);
      const lines = body.tree.map((entry) => entry.sha === null ? `0 ${'0'.repeat(40)}\t${entry.path}\0` : `${entry.mode} ${entry.sha}\t${entry.path}\0`);
      await git(['update-index', '-z', '--index-info'], lines.join(''), index);
      return { sha: await git(['write-tree'], '', index), url: '', tree: [], truncated: false };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  // A bot's commit is signed, unless somebody is named as its author or committer; a person's is not.
  async commit(git, body, user) {
    const isBot = user.login.endsWith('[bot]') && !body.author && !body.committer;
    const now = `${Math.floor(Date.now() / 1000)} +0000`;
    const author = `${body.author?.name ?? user.login} <${body.author?.email ?? `${user.login}@users.noreply.github.com`}> ${now}`;
    const lines = [
      `tree ${await git(['rev-parse', '--verify', `${body.tree}^{tree}`])}`, ...body.parents.map((parent) => `parent ${parent}`), `author ${author}`,
      `committer ${isBot ? `GitHub <noreply@github.com> ${now}` : author}`, ...(isBot ? ['gpgsig -----BEGIN PGP SIGNATURE-----', ' ', ' b2Y=', ' -----END PGP SIGNATURE-----'] : []),
    ];
    return git(['hash-object', '-t', 'commit', '-w', '--stdin'], `${lines.join('\n')}\n\n${body.message}`);
  }

  async shown(git, id) {
    const [head, ...message] = (await git(['cat-file', 'commit', id], '', {}, false)).split('\n\n');
    const all = (name) => head.split('\n').filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
    const verified = all('gpgsig').length > 0;
    return {
      sha: id, tree: { sha: all('tree')[0], url: '' }, parents: all('parent').map((sha) => ({ sha, url: '' })), message: message.join('\n\n'),
      verification: { verified, reason: verified ? 'valid' : 'unsigned', signature: null, payload: null },
    };
  }

  async move(git, name, body, repository) {
    const ref = `refs/${name}`;
    const now = await git(['rev-parse', '--verify', ref]).catch(() => null);
    if (!now) return this.failure(422, 'Reference does not exist');
    if (repository.server.refRule) return this.failure(422, repository.server.refRule);
    if (!body.force && !(await git(['merge-base', '--is-ancestor', now, body.sha]).then(() => true, () => false))) return this.failure(422, 'Update is not a fast forward');
    await git(['update-ref', ref, body.sha, now]);
    return this.json(200, { ref, node_id: '', url: '', object: { type: 'commit', sha: body.sha, url: '' } });
  }
}

function run(directory, args, input = '', env = {}, isTrimmed = true) {
  return new Promise((resolve, reject) => {
    const git = spawn('git', ['--git-dir', directory, ...args], { env: { ...environment, ...env } });
    const [out, err] = [[], []];
    git.stdout.on('data', (chunk) => out.push(chunk));
    git.stderr.on('data', (chunk) => err.push(chunk));
    git.stdin.on('error', () => {});
    git.on('close', (code) => {
      const text = Buffer.concat(out).toString();
      if (code === 0) resolve(isTrimmed ? text.trim() : text);
      else reject(new Error(Buffer.concat(err).toString().trim() || `git ${args[0]}: ${code}`));
    });
    git.stdin.end(input);
  });
}
