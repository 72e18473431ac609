// One request, of a connection whose TLS ended here or of plain HTTP: checked, given its key, sent on, and its answer masked.
import { request } from 'node:http';
import { isIP } from 'node:net';
import { pipeline } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { managesAccount, mask, masking, spellings, unmask } from './credentials.mjs';

export const maxHeaderSize = 65_536;
// Without what every object has: the name of one comes from a server.
const decoders = { __proto__: null, gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

export async function requestsOf(rules, trusted, hosts, part) {
  const { formatAuthority, onUpstreamError, relayResponseHead, stripBrackets, stripHopByHop } = await part('parent-proxy.js');
  const http = await part('request-filter.js');
  const swapsOfAll = rules.keys.flatMap(spellings);

  // A tunnel's own target, or the one of a request that is written for a proxy.
  function targetOf(req) {
    if (req.socket.target || !/^http:\/\//i.test(req.url)) return req.socket.target;
    const url = new URL(req.url);
    return hosts.targetOf(stripBrackets(url.hostname), Number(url.port || 80));
  }

  function refuse(res, kind, target) {
    res.writeHead(403, { 'content-type': 'application/json', connection: 'close' }).end(hosts.tell(kind, target));
  }

  async function forward(req, res) {
    const target = targetOf(req);
    if (!target) return res.writeHead(400, { connection: 'close' }).end();
    if (hosts.entriesOf(target).length === 0) return refuse(res, 'blocked', target);
    const asked = http.readRequestTarget(req.url, req.method);
    if (asked.forwarded === undefined || req.method === 'TRACE') return http.respondRefusedTarget(res, asked.refusal);
    const { host, port, isSecure } = target;
    const defaultPort = isSecure ? 443 : 80;
    const authority = /^https?:\/\/([^/?#]*)/i.exec(req.url)?.[1];
    const names = http.hostHeaderValues(req.rawHeaders);
    const mismatch = http.hostMismatch(names, undefined, { hostname: host, port, defaultPort }, authority);
    if (mismatch) return http.respondDenied(res, mismatch, undefined, 421);

    const headers = { ...stripHopByHop(req.headers, { folded: true }), host: formatAuthority(host, port, defaultPort) };
    delete headers.expect;
    if (req.headers['transfer-encoding']) headers['transfer-encoding'] = 'chunked';
    const keys = hosts.keysOf(target);
    let sending = { path: asked.forwarded, sent: [] };
    if (keys.length > 0) {
      // No cookie of anybody's account, and no answer in pieces of a key or packed.
      for (const name of ['cookie', 'range', 'if-range']) delete headers[name];
      headers['accept-encoding'] = 'identity';
      const mayBeSent = (isSecure || hosts.isLoopback(host)) && !managesAccount(req.method, asked.forwarded);
      sending = mayBeSent ? unmask(asked.forwarded, headers, keys) : undefined;
      if (!sending) return refuse(res, 'refused', target);
    }

    const connection = await connect(target);
    const options = { createConnection: () => connection, setHost: false, maxHeaderSize };
    const out = request({ ...options, method: req.method, path: sending.path, headers }, (answer) => {
      answer.on('error', () => res.destroy());
      respond(req, res, answer, keys.length > 0 ? [...swapsOfAll, ...sending.sent] : undefined);
    });
    onUpstreamError(out, (error) => http.respondUpstreamError(res, error));
    res.on('close', () => out.destroy());
    return pipeline(req, out, () => {});
  }

  async function connect(target) {
    const socket = await hosts.dial(target);
    const servername = isIP(target.host) ? '' : target.host;
    const tls = { socket, host: target.host, servername, ca: trusted, ALPNProtocols: ['http/1.1'] };
    const connection = target.isSecure ? connectTls(tls) : socket;
    return connection.setTimeout(rules.idle, () => connection.destroy());
  }

  function respond(req, res, answer, swaps) {
    const headers = stripHopByHop(answer.headers);
    const stages = [];
    if (swaps) {
      delete headers['set-cookie'];
      for (const [name, value] of Object.entries(headers)) headers[name] = [value].flat().map((one) => mask(one, swaps));
      const packed = answer.headers['content-encoding']?.toLowerCase() ?? 'identity';
      if (packed !== 'identity' && !decoders[packed]) {
        answer.destroy();
        return http.respondDenied(res, 'the answer is packed in a way that cannot be looked into', undefined, 502);
      }
      if (req.method !== 'HEAD') {
        if (packed !== 'identity') stages.push(decoders[packed]());
        stages.push(masking(swaps));
        for (const name of ['content-encoding', 'content-length']) delete headers[name];
      }
    }
    if (relayResponseHead(res, answer, headers)) pipeline(answer, ...stages, res, () => {});
    return undefined;
  }

  return (req, res) => forward(req, res).catch((error) => http.respondUpstreamError(res, error));
}
