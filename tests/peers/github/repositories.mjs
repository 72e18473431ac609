// The bare repositories behind the emulator's rows: what was really pushed.
import { execFileSync } from 'node:child_process';

const environment = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

export class BareRepository {
  constructor(directory) {
    this.directory = directory;
  }

  git(...args) {
    try {
      return execFileSync('git', ['--git-dir', this.directory, ...args], { encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 64 * 1024 * 1024 }).trim();
    } catch {
      return null;
    }
  }

  branch(name) {
    return this.git('rev-parse', '--verify', '--quiet', `refs/heads/${name}^{commit}`);
  }

  hasCommitsBetween(base, head) {
    return this.git('rev-list', '--max-count=1', `refs/heads/${base}..refs/heads/${head}`) !== '';
  }

  file(branch, path) {
    return this.git('cat-file', 'blob', `refs/heads/${branch}:${path}`);
  }

  workflows(branch) {
    return (this.git('ls-tree', '--name-only', `refs/heads/${branch}`, '.github/workflows/') ?? '').split('\n').filter((path) => /\.ya?ml$/.test(path));
  }
}
