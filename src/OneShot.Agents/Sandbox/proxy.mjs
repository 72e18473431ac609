// The proxy of one session: lets it reach the hosts it may reach, and puts the model's key into requests to the key's own hosts.
// Its rules come as one JSON line on standard input, never as arguments or variables: they hold the key. That input stays open;
// when it ends, whoever started us is gone, and so are we. The working folder is what the session sees: the socket and the
// certificates are made there. On standard output, one JSON line each:
//   {"ready":true}   {"blocked":"host:port"}   {"refused":"host:port"}
// Other hosts are opaque tunnels. At the hosts of a key TLS ends here, by a certificate that only this session trusts.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { rootCertificates, TLSSocket } from 'node:tls';
import { pathToFileURL } from 'node:url';
import { hostsOf } from './hosts.mjs';
import { maxHeaderSize, requestsOf } from './requests.mjs';

process.umask(0o077);
// A terminal's signals are for whoever sits at it, and so for whoever started us.
for (const signal of ['SIGINT', 'SIGHUP', 'SIGQUIT']) process.on(signal, () => {});
const rules = await new Promise((resolve) => {
  let text = '';
  const end = () => process.exit(0);
  process.stdin.setEncoding('utf8').on('end', end).on('close', end).on('error', end).on('data', (piece) => {
    if (!text.includes('\n') && (text += piece).includes('\n')) resolve(JSON.parse(text));
  });
});
const part = (name) => import(pathToFileURL(join(rules.runtime, 'dist', 'sandbox', name)));
const { generateCa } = await part('mitm-ca.js');
const { secureContextFor } = await part('mitm-leaf.js');
const { stripBrackets } = await part('parent-proxy.js');
const { isResolvedAddressDenied } = await part('resolved-address-guard.js');
const { serverNameFromClientHello } = await part('tls-terminate-proxy.js');

// The authority of this session; its private key is never written anywhere.
const ca = { ...generateCa({ cn: 'OneShot session', validityDays: 7 }), leafCerts: new Map(), secureContexts: new Map() };
const systems = ['/etc/ssl/certs/ca-certificates.crt', '/etc/pki/tls/certs/ca-bundle.crt', '/etc/ssl/cert.pem'];
const certificatesOf = (file) => {
  try {
    return readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  } catch {
    return []; // not on this system
  }
};
const all = [...rootCertificates, ...[...rules.trusted, ...systems].flatMap(certificatesOf)];
const trusted = [...new Map(all.map((text) => [text.replace(/\s/g, ''), text])).values()];
writeFileSync('ca.pem', ca.certPem);
writeFileSync('ca-bundle.pem', [ca.certPem.trim(), ...trusted, ''].join('\n'));

const hosts = await hostsOf(rules, part);
const handshake = 0x16; // how every TLS connection begins

// The first bytes of a tunnel: a whole TLS record, or anything that is none.
const opening = (socket, head) =>
  new Promise((resolve) => {
    let bytes = head;
    const isRecord = () => bytes.length >= 5 && bytes.length >= 5 + Math.min(bytes.readUInt16BE(3), 16_384);
    const isEnough = () => bytes.length > 0 && (bytes[0] !== handshake || isRecord());
    const timer = setTimeout(() => socket.destroy(), 15_000);
    const done = () => {
      clearTimeout(timer);
      socket.off('data', take).off('close', done).off('end', done).pause();
      resolve(bytes);
    };
    const take = (piece) => {
      bytes = Buffer.concat([bytes, piece]);
      if (isEnough()) done();
    };
    socket.on('data', take).on('close', done).on('end', done);
    if (isEnough()) done();
  });

function close(socket, status, text = '') {
  socket.end(`HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n${text}`);
}

async function tunnel(req, socket, head) {
  socket.on('error', () => socket.destroy()).setTimeout(rules.idle, () => socket.destroy());
  const [, name, port] = /^(\[[^\]]+\]|[^:[\]]+):(\d+)$/.exec(req.url) ?? [];
  const target = name && hosts.targetOf(stripBrackets(name), Number(port));
  if (!target) return close(socket, '400 Bad Request');
  if (hosts.entriesOf(target).length === 0) return close(socket, '403 Forbidden', hosts.tell('blocked', target));
  let upstream;
  try {
    if (hosts.keysOf(target).length === 0) upstream = await hosts.dial(target);
  } catch (error) {
    if (isResolvedAddressDenied(error)) return close(socket, '403 Forbidden', hosts.tell('blocked', target));
    return close(socket, '502 Bad Gateway');
  }
  upstream?.on('error', () => socket.destroy()).setTimeout(rules.idle, () => socket.destroy());
  socket.on('close', () => upstream?.destroy());
  socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
  const bytes = await opening(socket, head);
  if (socket.destroyed || bytes.length === 0) return socket.destroy();
  if (bytes[0] !== handshake) {
    upstream?.destroy(); // no TLS: HTTP, and looked at like any other
    socket.target = target;
    server.emit('connection', socket);
    return socket.emit('data', bytes);
  }
  // The name inside has to be the name outside, or one host of a large provider would be the door to all of its others.
  const hello = serverNameFromClientHello(bytes);
  if (hello.kind === 'name' ? hello.name !== target.host : hello.kind !== 'absent' || !isIP(target.host)) {
    if (hello.kind === 'name') hosts.tell('blocked', { host: hello.name, port: target.port });
    return socket.destroy();
  }
  if (upstream) {
    upstream.write(bytes);
    return upstream.pipe(socket).pipe(upstream);
  }
  socket.unshift(bytes);
  const secureContext = secureContextFor(ca, target.host);
  const inside = new TLSSocket(socket, { isServer: true, secureContext, ALPNProtocols: ['http/1.1'] });
  inside.on('error', () => socket.destroy());
  inside.target = { ...target, isSecure: true };
  return server.emit('connection', inside);
}

const server = createServer({ maxHeaderSize, keepAliveTimeout: 60_000, requestTimeout: 0 });
server.timeout = rules.idle;
server.maxConnections = 512;
server.on('request', await requestsOf(rules, trusted, hosts, part));
server.on('connect', (req, socket, head) => {
  if (socket.target) socket.destroy(); // a tunnel in a tunnel
  else tunnel(req, socket, head).catch(() => socket.destroy());
});
// No web sockets at a host of a key: its rules could not be kept in one. Agents that try them go on without.
server.on('upgrade', (_, socket) => close(socket.on('error', () => {}), '426 Upgrade Required'));
server.listen('proxy.sock', () => console.log('{"ready":true}'));
