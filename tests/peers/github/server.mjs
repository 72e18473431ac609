// One process on one loopback port: the REST API, git over HTTP, and routes for the tests under /_test.
// Prints {"url": …} when it listens; ends when standard input ends, so that it never outlives its test run.
import { createServer } from 'node:http';
import { Description } from './description.mjs';
import { Emulator } from './emulator.mjs';
import { Faults } from './faults.mjs';
import { serveGit } from './git.mjs';
import { Strict } from './strict.mjs';
import { TestRoutes } from './test-routes.mjs';

const readBody = (request) => new Promise((resolve, reject) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('error', reject);
});

const server = createServer(async (request, response) => {
  try {
    await handle(request, response);
  } catch (error) {
    console.error(error);
    if (!response.headersSent) response.writeHead(599, { 'content-type': 'text/plain' });
    response.end(String(error.stack));
  }
});

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const emulator = await Emulator.start(url);
const description = await Description.load();
const faults = new Faults();
const strict = new Strict(emulator, description);
const testRoutes = new TestRoutes(emulator, strict, faults);

async function handle(request, response) {
  const path = new URL(request.url, url).pathname;
  if (path.startsWith('/_test/')) return testRoutes.handle(request, response, await readBody(request));
  const git = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(?:info\/refs|git-upload-pack|git-receive-pack)$/.exec(path);
  if (git) return serveGit(strict, faults, request, response, git[1], git[2]);

  const body = await readBody(request);
  const fault = faults.take(request.method, request.url);
  if (fault?.isBefore) return faults.inject(fault, request, response);
  const answer = await strict.answer(request, body);
  if (fault) return faults.inject(fault, request, response, answer);
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

server.keepAliveTimeout = 60_000;
console.log(JSON.stringify({ url }));
process.stdin.resume().on('end', () => process.exit(0)).on('error', () => process.exit(0));
