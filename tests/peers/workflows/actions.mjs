// Stand-ins for GitHub's own actions, with the same inputs and outputs.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

// Those of files that an earlier OneShotInit wrote are known too.
const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const pins = { ...read('pins-earlier.json'), ...read('pins.json') };

// An action at a commit whose inputs nobody looked up stands for nothing; GitHub only warns of an input that is none.
export function standIn(uses, inputs) {
  const pin = pins[uses];
  if (!pin) throw new Error(`${uses} is no action of pins.json`);
  const unknown = Object.keys(inputs).filter((name) => !pin.inputs.includes(name));
  if (unknown.length > 0) throw new Error(`${uses} (${pin.version}) has no input ${unknown.join(', ')}`);
  return standIns[uses.split('@')[0]];
}

const git = (...args) => execFileSync('git', args, { stdio: ['ignore', 'pipe', 'pipe'] }).toString().trim();

const standIns = {
  'actions/checkout': (inputs, run, job) => {
    if (inputs['persist-credentials'] !== 'false') throw new Error('a checkout would leave the token behind');
    const folder = resolve(job.workspace, inputs.path ?? '.');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    git('init', '--quiet', folder);
    git('-C', folder, 'remote', 'add', 'origin', `${run.repository.server_url}/${run.repository.full_name}.git`);
    const ref = inputs.ref ?? run.ref_name;
    const isCommit = /^[0-9a-f]{40}$/.test(ref);
    const depth = inputs['fetch-depth'] === '0' ? [] : ['--depth=1'];
    if (inputs['sparse-checkout']) git('-C', folder, 'sparse-checkout', 'set', ...inputs['sparse-checkout'].split(/\s+/));
    const from = `file://${run.repository.directory}`;
    if (isCommit) git('-C', folder, '-c', 'protocol.file.allow=always', 'fetch', '--quiet', '--no-tags', ...depth, from, ref);
    else git('-C', folder, '-c', 'protocol.file.allow=always', 'fetch', '--quiet', '--no-tags', ...depth, from, `+refs/heads/${ref}:refs/remotes/origin/${ref}`);
    if (isCommit) git('-C', folder, 'checkout', '--quiet', '--detach', ref);
    else git('-C', folder, 'checkout', '--quiet', '-B', ref, `refs/remotes/origin/${ref}`);
    return { ref, commit: git('-C', folder, 'rev-parse', 'HEAD') };
  },
  'actions/setup-dotnet': () => {},
  'actions/upload-artifact': (inputs, run) => {
    const target = join(run.artifacts, inputs.name);
    if (existsSync(target) && inputs.overwrite !== 'true') throw new Error(`an artifact with the name ${inputs.name} exists already`);
    if (!existsSync(inputs.path)) {
      if (inputs['if-no-files-found'] === 'error') throw new Error(`No files were found with the provided path: ${inputs.path}`);
      return; // an older one stays
    }
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    const isShown = (file) => file === inputs.path || inputs['include-hidden-files'] === 'true' || !basename(file).startsWith('.');
    cpSync(inputs.path, statSync(inputs.path).isDirectory() ? target : join(target, basename(inputs.path)), { recursive: true, dereference: true, filter: isShown });
  },
  'actions/download-artifact': (inputs, run) => {
    const source = join(run.artifacts, inputs.name);
    if (!existsSync(source)) throw new Error(`Artifact not found for name: ${inputs.name}`);
    mkdirSync(inputs.path, { recursive: true });
    cpSync(source, inputs.path, { recursive: true });
    return { 'download-path': inputs.path };
  },
};
