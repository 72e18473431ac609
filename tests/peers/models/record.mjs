// Starts a program in the place of another that bears its name, and writes down what it prints, line by line, and how it ended:
//   node record.mjs PROGRAM FILE ARGUMENTS…
// "out …" and "err …" are lines, "exit N" its end; a program that was ended from outside has no end of its own.
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

const [program, file, ...args] = process.argv.slice(2);
let isEnded = false;
process.on('SIGTERM', () => { isEnded = true; }); // the program got it too

const child = spawn(program, args, { stdio: ['inherit', 'pipe', 'pipe'] });
for (const [kind, from, to] of [['out', child.stdout, process.stdout], ['err', child.stderr, process.stderr]]) {
  createInterface({ input: from }).on('line', (line) => {
    appendFileSync(file, `${kind} ${line}\n`);
    to.write(`${line}\n`);
  });
}
child.on('close', (code) => {
  if (!isEnded) appendFileSync(file, `exit ${code ?? 1}\n`);
  process.exit(code ?? 1);
});
