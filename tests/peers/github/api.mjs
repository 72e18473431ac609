// The REST API: the emulator behind the strict layer, with faults on demand. Started by server.mjs, which is told the address.
import { createServer } from 'node:http';
import { Description } from './description.mjs';
import { Emulator } from './emulator.mjs';
import { Faults } from './faults.mjs';
import { readBody } from './http.mjs';
import { Strict } from './strict.mjs';
import { TestRoutes } from './test-routes.mjs';

const webUrl = process.argv[2];
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
const emulator = await Emulator.start(webUrl);
const faults = new Faults();
const strict = new Strict(emulator, await Description.load(), webUrl);
const testRoutes = new TestRoutes(emulator, strict, faults);

async function handle(request, response) {
  const body = await readBody(request);
  if (request.url.startsWith('/_test/')) return testRoutes.handle(request, response, body);
  const fault = faults.take(request.method, request.url);
  if (fault?.isBefore) return faults.inject(fault, request, response);
  const answer = await strict.answer(request, body);
  if (fault) return faults.inject(fault, request, response, answer);
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

server.keepAliveTimeout = 60_000;
process.send(url);
