// A model on loopback that does what its script says, for agent programs: Anthropic Messages, OpenAI Responses and Chat Completions, Gemini.
// Prints {"url": …} when it listens; ends when standard input ends, so that it never outlives its test.
// With a file of a certificate and its key as argument it speaks TLS. {key} in a turn's text is the key it was asked with.
//   PUT /_test/script     { key, sessions: [{ match, turns: […] }] }, see script.mjs
//   GET /_test/requests   what was asked: [{ api, path, key, session, turn, tools, text }]
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { anthropic } from './anthropic.mjs';
import { chat } from './chat.mjs';
import { gemini } from './gemini.mjs';
import { responses } from './responses.mjs';
import { Script } from './script.mjs';
import { deliver } from './stream.mjs';

const apis = [anthropic, responses, chat, gemini];
const requests = [];
let script = new Script({ sessions: [] });

async function handle(request, response) {
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const path = new URL(request.url, 'http://127.0.0.1').pathname;
    if (path === '/_test/script') { script = new Script(JSON.parse(text)); return response.end('{}'); }
    if (path === '/_test/requests') return response.end(JSON.stringify(requests));
    const api = apis.find((candidate) => request.method === 'POST' && candidate.path.test(path));
    if (!api) return response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no such route"}}');
    await answer(api, path, JSON.parse(text), request, response);
  } catch (error) {
    console.error(error);
    response.destroy();
  }
}

async function answer(api, path, body, request, response) {
  const asked = { ...api.read(body, path), key: api.key(request) };
  const isStreamed = api.isStreamed(body, path);
  const turn = script.next(asked);
  requests.push({ api: api.name, path, key: asked.key, session: turn.session, turn: turn.number, tools: asked.tools.map((tool) => tool.name), text: asked.history.map((message) => message.text).join('\n').slice(0, 500_000) });
  if (turn.text) turn.text = turn.text.replaceAll('{key}', asked.key);
  const { fail } = turn;
  if (fail?.hang) return undefined; // the connection stays open and nothing comes
  if (fail?.drop) return request.socket.resetAndDestroy();
  if (fail?.garbage) return response.writeHead(200, { 'content-type': isStreamed ? 'text/event-stream' : 'application/json' }).end('<html>not what you asked for</html>');
  if (fail?.status) return response.writeHead(fail.status, { 'content-type': 'application/json', ...fail.headers }).end(JSON.stringify(api.error(fail)));
  return deliver(response, isStreamed ? api.events(turn, body) : api.whole(turn, body), isStreamed, fail?.cut);
}

const [pem] = process.argv.slice(2).map((file) => readFileSync(file));
const server = pem ? createTlsServer({ key: pem, cert: pem }, handle) : createServer(handle);
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
console.log(JSON.stringify({ url: `http${pem ? 's' : ''}://127.0.0.1:${server.address().port}` }));
const end = () => process.exit(0);
process.stdin.resume().on('end', end).on('error', end);
