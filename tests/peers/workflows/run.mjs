// Runs a workflow as GitHub would, on this machine.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { expand, expandAll, expandText, isTrue } from './expressions.mjs';
import { Job } from './job.mjs';
import { parseYaml } from './yaml.mjs';

// What to run, and how it ended. Nothing of a run stays for the next one in this process.
export async function runWorkflows(given) {
  const run = { secrets: {}, vars: {}, environment: {}, cancelled: false, path: process.env.PATH, ...given };
  const timers = [];
  mkdirSync(run.artifacts, { recursive: true });
  // { job, script }: the run is cancelled while that job runs a line that holds the script.
  run.started = (job, text, child) => {
    if (job !== run.cancel?.job || !text.includes(run.cancel.script)) return;
    timers.push(setTimeout(() => {
      run.cancelled = true;
      run.cancelledJob = job;
      // As the runner does: https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
      for (const [signal, after] of [['SIGINT', 0], ['SIGTERM', 7500], ['SIGKILL', 10_000]]) timers.push(setTimeout(() => { try { process.kill(-child.pid, signal); } catch { /* it ended */ } }, after));
    }, run.cancel.afterMs ?? 0));
  };

  const github = {
    repository: run.repository.full_name, server_url: run.repository.server_url, api_url: run.repository.api_url, graphql_url: run.repository.graphql_url,
    run_id: run.run_id, sha: run.sha, ref_name: run.ref_name, actor: run.actor, event: { repository: { default_branch: run.ref_name } },
  };
  const done = {}; // "job" or "caller/job" → { result, outputs, log, … }
  try {
    await runWorkflow(run.workflow, inputsOf(run.workflow, 'workflow_dispatch', run.inputs), run.secrets, undefined, '');
  } finally {
    timers.forEach(clearTimeout); // what they would signal has ended, and its number may be another's
  }
  const results = Object.values(done).map((job) => job.result);
  return { conclusion: run.cancelled ? 'cancelled' : results.includes('failure') ? 'failure' : 'success', jobs: done };

  function workflowAt(path) {
    return parseYaml(execFileSync('git', ['-C', run.repository.directory, 'show', `${run.sha}:${path}`]).toString());
  }

  function inputsOf(path, event, given) {
    const declared = workflowAt(path).on[event]?.inputs ?? {};
    for (const name of Object.keys(given)) if (!declared[name]) throw new Error(`Unexpected inputs provided: ["${name}"]`);
    return Object.fromEntries(Object.entries(declared).map(([name, input]) => [name, given[name] ?? input.default ?? '']));
  }

  async function runWorkflow(path, inputs, secrets, granted, prefix) {
    const workflow = workflowAt(path);
    const left = Object.entries(workflow.jobs);
    const own = {};
    while (left.length > 0) {
      const at = left.findIndex(([, job]) => [job.needs ?? []].flat().every((need) => own[need]));
      const [[id, job]] = left.splice(at, 1);
      own[id] = done[prefix + id] = await runJob(prefix + id, job, own, ancestors(id, workflow.jobs), inputs, secrets, granted, workflow);
    }
    return own;
  }

  async function runJob(id, job, own, before, inputs, secrets, granted, workflow) {
    const values = { github, inputs, vars: run.vars, secrets, needs: Object.fromEntries([job.needs ?? []].flat().map((need) => [need, { result: own[need].result, outputs: own[need].outputs }])) };
    const status = { success: () => !run.cancelled && before.every((one) => own[one].result === 'success'), failure: () => before.some((one) => own[one].result === 'failure'), cancelled: () => run.cancelled, always: () => true };
    const earlier = run.previous?.[id];
    if (earlier && (earlier.result === 'success' || earlier.result === 'skipped') && run.rerun === 'failed' && before.every((one) => own[one].reused)) return { ...earlier, reused: true };
    if (!isTrue(job.if, values, status)) return { result: 'skipped', outputs: {}, steps: [], log: [], annotations: [], summary: '' };
    const permissions = limit(job.permissions ?? workflow.permissions ?? {}, granted);
    if (job.uses) return call(id, job, values, secrets, permissions);

    if (run.meddle?.job === id) execFileSync('bash', ['-ec', run.meddle.script], { env: { ...process.env, ARTIFACTS: run.artifacts } });
    const token = await tokenFor(permissions, id);
    const machine = new Job(run, id, values, token);
    const scope = { env: { ...expandAll(workflow.env, machine.values), ...expandAll(job.env, machine.values) }, steps: {} };
    expand(job['timeout-minutes'], machine.values);
    expandText(job['runs-on'], machine.values);
    await machine.runSteps(job.steps, scope);
    return { result: machine.result(), outputs: machine.outputsOf(job.outputs, scope.steps), steps: machine.steps, log: machine.log, annotations: machine.annotations, summary: machine.summary, permissions };
  }

  async function call(id, job, values, secrets, permissions) {
    const path = job.uses.replace(/^\.\//, '');
    const passed = expandAll(job.with, values);
    const called = await runWorkflow(path, inputsOf(path, 'workflow_call', passed), expandAll(job.secrets, { ...values, secrets }), permissions, `${id}/`);
    const results = Object.values(called).map((one) => one.result);
    return { result: results.includes('cancelled') ? 'cancelled' : results.includes('failure') ? 'failure' : 'success', outputs: {}, steps: [], log: [], annotations: [], summary: '', permissions };
  }

  // What a job's own token may do, and nothing else.
  async function tokenFor(permissions, id) {
    const token = `ghs_${id.replaceAll(/[^a-z]/g, '')}${Math.random().toString(36).slice(2)}${'0'.repeat(20)}`;
    const all = Object.fromEntries(['contents', 'pull_requests', 'issues', 'statuses', 'checks', 'actions'].map((name) => [name, permissions[name.replace('_', '-')] ?? 'none']));
    await fetch(`${run.repository.server_url}/_test/tokens?repository=${run.repository.full_name}`, { method: 'POST', body: JSON.stringify({ name: run.repository.full_name.split('/')[1], token, job: id, login: 'github-actions[bot]', permissions: all }) });
    return token;
  }
}

function ancestors(id, jobs) {
  const needs = [jobs[id].needs ?? []].flat();
  return [...new Set(needs.flatMap((need) => [need, ...ancestors(need, jobs)]))];
}

// A called workflow can only lower what its caller grants; asking for more is an error before anything runs.
function limit(wanted, granted) {
  for (const [name, right] of Object.entries(wanted)) {
    if (granted && right !== 'none' && granted[name] !== 'write' && granted[name] !== right) throw new Error(`The nested job is requesting '${name}: ${right}', but is only allowed '${name}: ${granted[name] ?? 'none'}'`);
  }
  return wanted;
}
