// Git over HTTP by git's own server program, behind the same tokens as the API.
import { spawn } from 'node:child_process';
import { dirname, basename } from 'node:path';

export function serveGit(strict, faults, request, response, owner, name) {
  const repository = strict.find(owner, name);
  const url = new URL(request.url, 'http://127.0.0.1');
  const fault = faults.take(request.method, request.url);
  if (fault && fault.kind !== 'lost') return faults.inject(fault, request, response, { status: 200, headers: {}, body: Buffer.from('0000') });
  const token = strict.tokenOf(request.headers.authorization);
  if (!repository || !repository.tokens.has(token)) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="GitHub"', 'content-type': 'text/plain' });
    return response.end('Authentication required');
  }
  const isWrite = url.searchParams.get('service') === 'git-receive-pack' || url.pathname.endsWith('/git-receive-pack');
  if (isWrite && (repository.tokens.get(token).permissions.contents ?? 'write') !== 'write') {
    response.writeHead(403, { 'content-type': 'text/plain' });
    return response.end('Permission to this repository denied');
  }
  const backend = spawn('git', ['http-backend'], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      PATH: process.env.PATH, GIT_PROJECT_ROOT: dirname(repository.bare.directory), GIT_HTTP_EXPORT_ALL: '1', REMOTE_USER: 'x', REQUEST_METHOD: request.method,
      PATH_INFO: `/${basename(repository.bare.directory)}${url.pathname.replace(/^\/[^/]+\/[^/]+?(?:\.git)?(?=\/(?:info|git-))/, '')}`, QUERY_STRING: url.search.slice(1),
      CONTENT_TYPE: request.headers['content-type'] ?? '', HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '', GIT_PROTOCOL: request.headers['git-protocol'] ?? '',
      GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'http.receivepack', GIT_CONFIG_VALUE_0: 'true', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null',
    },
  });
  request.pipe(backend.stdin);
  backend.stdin.on('error', () => {});
  let head = Buffer.alloc(0);
  let started = false;
  backend.stdout.on('data', (chunk) => {
    if (fault) return; // carried out, but the answer is lost
    if (started) return response.write(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    started = true;
    const headers = Object.fromEntries(head.subarray(0, end).toString().split('\r\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
    const status = Number((headers.Status ?? '200').split(' ')[0]);
    delete headers.Status;
    response.writeHead(status, headers);
    response.write(head.subarray(end + 4));
  });
  backend.on('close', () => (fault ? request.socket.resetAndDestroy() : response.end()));
}
