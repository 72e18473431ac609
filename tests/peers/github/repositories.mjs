// The bare repositories behind the emulator's rows: what was really pushed, read through one long-lived git process for each.
import { spawn } from 'node:child_process';

const environment = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

export class BareRepository {
  constructor(directory) {
    this.directory = directory;
    this.waiting = [];
    this.buffer = Buffer.alloc(0);
  }

  /** The object's id and content; null when there is none. */
  read(name) {
    this.process ??= this.start();
    this.process.stdin.write(`${name}\n`);
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async branch(name) {
    return (await this.read(`refs/heads/${name}^{commit}`))?.id ?? null;
  }

  async file(commit, path) {
    return (await this.read(`${commit}:${path}`))?.content.toString() ?? null;
  }

  async workflows(branch) {
    const tree = await this.read(`refs/heads/${branch}:.github/workflows`);
    if (!tree) return [];
    // Entries of a tree: mode, space, name, NUL, id.
    const size = tree.id.length / 2;
    const names = [];
    for (let at = 0; at < tree.content.length;) {
      const end = tree.content.indexOf(0, at);
      names.push(tree.content.subarray(tree.content.indexOf(32, at) + 1, end).toString());
      at = end + 1 + size;
    }
    return names.filter((name) => /\.ya?ml$/.test(name)).map((name) => `.github/workflows/${name}`);
  }

  start() {
    const git = spawn('git', ['--git-dir', this.directory, 'cat-file', '--batch'], { env: environment, stdio: ['pipe', 'pipe', 'ignore'] });
    git.stdout.on('data', (chunk) => { this.buffer = Buffer.concat([this.buffer, chunk]); this.take(); });
    git.stdin.on('error', () => {});
    git.on('close', () => { for (const resolve of this.waiting.splice(0)) resolve(null); this.process = undefined; });
    git.unref();
    return git;
  }

  take() {
    while (this.waiting.length > 0) {
      const end = this.buffer.indexOf(10);
      if (end < 0) return;
      const [id, type, size] = this.buffer.subarray(0, end).toString().split(' ');
      if (!/^[0-9a-f]{40,64}$/.test(id) || !size) {
        this.buffer = this.buffer.subarray(end + 1);
        this.waiting.shift()(null);
        continue;
      }
      const length = Number(size);
      if (this.buffer.length < end + 1 + length + 1) return;
      const content = Buffer.from(this.buffer.subarray(end + 1, end + 1 + length));
      this.buffer = this.buffer.subarray(end + 1 + length + 1);
      this.waiting.shift()({ id, type, content });
    }
  }
}
