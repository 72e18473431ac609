// One job on a machine of its own: steps in their order, with the real shell.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { standIn } from './actions.mjs';
import { expandAll, expandText, isTrue } from './expressions.mjs';
import { hide, readCommands, readLines, readPairs } from './files.mjs';
import { parseYaml } from './yaml.mjs';

export class Job {
  constructor(run, id, values, token) {
    Object.assign(this, { run, id, values, token, masks: new Set([token, ...Object.values(run.secrets)]), annotations: [], log: [], steps: [], summary: '', exported: {}, path: [run.path], failed: false });
    this.home = join(run.root, id.replaceAll('/', '-'));
    this.workspace = join(this.home, 'workspace');
    this.temp = join(this.home, 'temp');
    for (const folder of [this.workspace, this.temp, join(this.home, 'home')]) mkdirSync(folder, { recursive: true });
    this.values.runner = { temp: this.temp, os: 'Linux', environment: run.environment.RUNNER_ENVIRONMENT ?? 'github-hosted' };
    this.values.github = { ...values.github, token, workspace: this.workspace };
  }

  async runSteps(steps, scope) {
    scope.steps ??= {};
    for (const step of steps) {
      const name = step.name ?? step.id ?? step.uses ?? String(step.run).split('\n')[0];
      const values = { ...this.values, ...scope.values, steps: scope.steps, env: { ...scope.env, ...this.exported } };
      const status = { success: () => !this.failed && !this.isCancelled, failure: () => this.failed, cancelled: () => this.isCancelled, always: () => true, hashFiles: (files) => files.filter((file) => existsSync(join(this.workspace, file))).join() };
      const result = { job: this.id, name, outcome: 'skipped', outputs: {} };
      this.steps.push(result);
      if (isTrue(step.if, values, status)) {
        try {
          result.outputs = await this.step(step, values, scope, status) ?? {};
          result.outcome = this.isCancelled && !step.if ? 'cancelled' : 'success';
        } catch (error) {
          this.log.push(`! ${hide(error.message, this.masks)}`);
          result.outcome = 'failure';
          if (expandText(String(step['continue-on-error'] ?? false), values) !== 'true') this.failed = true;
        }
      }
      if (step.id) scope.steps[step.id] = { outputs: result.outputs, outcome: result.outcome, conclusion: step['continue-on-error'] ? 'success' : result.outcome };
    }
  }

  async step(step, values, scope, status) {
    const env = { ...scope.env, ...this.exported, ...expandAll(step.env, values, status) };
    if (step.run !== undefined) return this.shell(step, env, values);
    const inputs = Object.fromEntries(Object.entries(expandAll(step.with, values, status)).filter(([, value]) => value !== ''));
    this.log.push(`> ${step.uses} ${JSON.stringify(inputs)}`);
    if (!step.uses.startsWith('./')) return standIn(step.uses, inputs)(inputs, this.run, this);
    return this.composite(resolve(this.workspace, step.uses), inputs, env);
  }

  async composite(folder, inputs, env) {
    const file = join(folder, 'action.yml');
    if (!existsSync(file)) throw new Error(`Can't find 'action.yml' under '${folder}'. Did you forget to run actions/checkout?`);
    const action = parseYaml(readFileSync(file, 'utf8'));
    const all = Object.fromEntries(Object.entries(action.inputs ?? {}).map(([name, input]) => [name, inputs[name] ?? input.default ?? '']));
    const scope = { env, values: { inputs: all, secrets: {}, vars: {} } };
    await this.runSteps(action.runs.steps, scope);
    if (this.failed) throw new Error(`${folder} failed`);
    return expandAll(Object.fromEntries(Object.entries(action.outputs ?? {}).map(([name, output]) => [name, output.value])), { ...this.values, ...scope.values, steps: scope.steps });
  }

  async shell(step, env, values) {
    const files = Object.fromEntries(['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_STEP_SUMMARY', 'GITHUB_PATH'].map((name) => [name, join(this.temp, `${name}-${this.steps.length}`)]));
    for (const file of Object.values(files)) writeFileSync(file, '');
    const script = join(this.temp, `step-${this.steps.length}.sh`);
    const text = expandText(step.run, values);
    writeFileSync(script, text);
    this.log.push(`$ ${hide(text.split('\n')[0], this.masks)}`);
    const code = await this.spawn(script, text, resolve(this.workspace, expandText(step['working-directory'] ?? '.', values)), { ...this.environment(), ...files, ...env });
    const outputs = readPairs(files.GITHUB_OUTPUT);
    Object.assign(this.exported, readPairs(files.GITHUB_ENV));
    this.path.unshift(...readLines(files.GITHUB_PATH));
    this.summary += readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8');
    if (code !== 0) throw new Error(`Process completed with exit code ${code}.`);
    return outputs;
  }

  environment() {
    const { github } = this.values;
    return {
      PATH: this.path.join(':'), HOME: join(this.home, 'home'), LANG: 'C.UTF-8', CI: 'true', GITHUB_ACTIONS: 'true', RUNNER_TEMP: this.temp, RUNNER_OS: 'Linux', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', TMPDIR: this.temp,
      GITHUB_REPOSITORY: github.repository, GITHUB_RUN_ID: String(github.run_id), GITHUB_ACTOR: github.actor, GITHUB_SHA: github.sha, GITHUB_REF_NAME: github.ref_name, GITHUB_WORKSPACE: this.workspace,
      GITHUB_SERVER_URL: github.server_url, GITHUB_API_URL: github.api_url, GITHUB_GRAPHQL_URL: github.graphql_url, ...this.run.environment,
    };
  }

  spawn(script, text, cwd, env) {
    return new Promise((done) => {
      const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      for (const stream of [child.stdout, child.stderr]) {
        let rest = '';
        stream.on('data', (chunk) => {
          const lines = (rest + chunk).split('\n');
          rest = lines.pop();
          for (const line of lines) this.line(line);
        });
        stream.on('end', () => rest && this.line(rest));
      }
      this.run.started(this.id, text, child);
      child.on('close', (code, signal) => done(signal ? 143 : code));
      child.on('error', (error) => { this.line(String(error)); done(127); });
    });
  }

  line(line) {
    readCommands(line, this.masks, this.annotations);
    this.log.push(hide(line, this.masks));
  }

  // A job that began after the run was cancelled, because it says so, runs as any other.
  get isCancelled() {
    return this.run.cancelled && this.run.cancelledJob === this.id;
  }

  result() {
    return this.isCancelled ? 'cancelled' : this.failed ? 'failure' : 'success';
  }

  outputsOf(outputs, steps) {
    const expanded = expandAll(outputs, { ...this.values, steps });
    for (const [name, value] of Object.entries(expanded)) if ([...this.masks].some((mask) => mask.length > 0 && value.includes(mask))) expanded[name] = ''; // GitHub drops what may hold a secret
    return expanded;
  }
}
