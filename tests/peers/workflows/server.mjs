// Runs workflows for the tests of one process: GitHub's own parser takes longer to load than most runs take.
// Each line of standard input is what to run, as JSON with an id; each line of standard output is how one ended. Ends with its input.
import { createInterface } from 'node:readline';
import { runWorkflows } from './run.mjs';

createInterface({ input: process.stdin }).on('line', answer).on('close', () => process.exit());

async function answer(line) {
  const { id, run } = JSON.parse(line);
  const told = await runWorkflows(run).then((result) => ({ id, result }), (error) => ({ id, error: String(error.stack) }));
  process.stdout.write(`${JSON.stringify(told)}\n`);
}
