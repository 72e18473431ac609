// Git over HTTP by git's own server program, behind the same tokens as the API.
import { spawn } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { tokenOf } from './http.mjs';

export function serveGit(repository, faults, request, response) {
  const url = new URL(request.url, 'http://127.0.0.1');
  const fault = faults.take(request.method, request.url);
  if (fault?.isBefore) return faults.inject(fault, request, response, { status: 200, headers: {}, body: Buffer.from('0000') });
  const user = repository?.tokens.get(tokenOf(request.headers.authorization));
  if (!user) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"', 'content-type': 'text/plain' });
    return response.end('Authentication required');
  }
  const isWrite = url.searchParams.get('service') === 'git-receive-pack' || url.pathname.endsWith('/git-receive-pack');
  if (isWrite && (user.permissions.contents ?? 'write') !== 'write') {
    response.writeHead(403, { 'content-type': 'text/plain' });
    return response.end('Permission to this repository denied');
  }
  repository.used.push({ job: user.job, permission: `contents=${isWrite ? 'write' : 'read'}` });
  const backend = spawn('git', ['http-backend'], { stdio: ['pipe', 'pipe', 'ignore'], env: environment(repository.directory, request, url) });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => {});
  if (fault) { // carried out, but the answer is lost
    backend.stdout.resume();
    return backend.on('close', () => faults.inject(fault, request, response));
  }
  return relay(backend, response);
}

function environment(directory, request, url) {
  return {
    PATH: process.env.PATH, GIT_PROJECT_ROOT: dirname(directory), GIT_HTTP_EXPORT_ALL: '1', REMOTE_USER: 'x', REQUEST_METHOD: request.method,
    PATH_INFO: `/${basename(directory)}${url.pathname.replace(/^\/[^/]+\/[^/]+?(?:\.git)?(?=\/(?:info|git-))/, '')}`, QUERY_STRING: url.search.slice(1),
    CONTENT_TYPE: request.headers['content-type'] ?? '', HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '', GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
    GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.receivepack', GIT_CONFIG_VALUE_0: 'true', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null',
  };
}

// The program answers as CGI programs do: headers, an empty line, the body.
function relay(backend, response) {
  let head = Buffer.alloc(0);
  let started = false;
  backend.stdout.on('data', (chunk) => {
    if (started) return response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    started = true;
    const headers = Object.fromEntries(head.subarray(0, end).toString().split('\r\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
    const status = Number((headers.Status ?? '200').split(' ')[0]);
    delete headers.Status;
    response.writeHead(status, headers);
    return response.write(head.subarray(end + 4));
  });
  backend.on('close', () => response.end());
}
