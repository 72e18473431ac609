// A GitHub on loopback in two processes, as git's own server programs are started often and starting them from a large process is slow:
// this small one serves git over HTTP and the routes for tests; api.mjs, started once, is the REST API.
// Prints {"url": …, "api": …} when both listen; ends when standard input ends, so that it never outlives its test run.
import { fork } from 'node:child_process';
import { createServer } from 'node:http';
import { Faults } from './faults.mjs';
import { serveGit } from './git.mjs';
import { readBody } from './http.mjs';

const repositories = new Map(); // "owner/name" → { directory, tokens }
const faults = new Faults();
let api;

const server = createServer(async (request, response) => {
  try {
    const path = new URL(request.url, 'http://127.0.0.1').pathname;
    if (path.startsWith('/_test/')) return await forward(request, response, path);
    const git = /^\/([^/]+)\/([^/]+?)(?:\.git)?\/(?:info\/refs|git-upload-pack|git-receive-pack)$/.exec(path);
    if (git) return serveGit(repositories.get(`${git[1]}/${git[2]}`), faults, request, response);
    response.writeHead(404).end();
  } catch (error) {
    console.error(error);
    response.writeHead(599).end(String(error.stack));
  }
});

// Repositories and faults are known on both sides; everything else is the API's.
async function forward(request, response, path) {
  const body = await readBody(request);
  const input = body.length > 0 ? JSON.parse(body) : {};
  if (request.method === 'POST' && path === '/_test/repositories') repositories.set(`acme/${input.name}`, { directory: input.directory, tokens: new Map(Object.entries(input.tokens)), used: [] });
  if (request.method === 'POST' && path === '/_test/faults' && input.path.includes('.git')) faults.add(input);
  if (request.method === 'POST' && path === '/_test/tokens') repositories.get(`acme/${input.name}`).tokens.set(input.token, input);
  if (request.method === 'DELETE' && path === '/_test/faults') faults.remove(input.path);
  if (request.method === 'GET' && path === '/_test/git-faults') return response.end(JSON.stringify(faults.waiting));
  if (request.method === 'GET' && path === '/_test/git-used') return response.end(JSON.stringify(repositories.get(new URL(request.url, url).searchParams.get('repository')).used));
  const answer = await fetch(api + request.url, { method: request.method, body: body.length > 0 ? body : undefined });
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(Buffer.from(await answer.arrayBuffer()));
}

await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;
const child = fork(new URL('./api.mjs', import.meta.url), [url], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
child.on('exit', () => process.exit(1));
api = await new Promise((resolve) => child.once('message', resolve));
console.log(JSON.stringify({ url, api }));
const end = () => { child.removeAllListeners('exit'); child.kill(); process.exit(0); };
process.stdin.resume().on('end', end).on('error', end);
