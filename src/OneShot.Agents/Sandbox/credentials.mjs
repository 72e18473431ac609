// Requests to the hosts of a key: whatever looks like a credential has to be the stand-in, one has to be there, and the real
// key takes its place there and nowhere else. What comes back has the stand-in again wherever a server quotes the key.
import { Transform } from 'node:stream';

const credential = /auth|token|secret|credential|passw|signature|api-?key|(?:^|-)key$/;
const harmless = /^(?:x-)?idempotency-key$|^page-?token$/;

function isCredential(name) {
  const folded = name.toLowerCase().replace(/[_.]/g, '-'); // some servers do
  return credential.test(folded) && !harmless.test(folded);
}

// Where accounts are managed, and a key or a log-in could be turned into another one that comes back in the answer.
const account = /^(?:oauth2?|admin|organizations?|service_?accounts?|keys|.*(?:api_?keys?|client_?secrets?|(?:access|auth)_?tokens?).*)$/i;

export function managesAccount(method, path) {
  if (method === 'GET' || method === 'HEAD') return false;
  try {
    return decodeURIComponent(path.split('?')[0]).split('/').some((part) => account.test(part.replaceAll('-', '_')));
  } catch {
    return true; // a path that is none
  }
}

// The text with the key in the place of its stand-in: bare, after a scheme, or as one half of a Basic pair whose other half
// is too short for a credential. Anything else is undefined.
function exchange(given, keys) {
  const [, scheme = '', token] = /^(?:([A-Za-z]{1,20}) +)?(\S+)$/.exec(given) ?? [];
  const key = keys.find((one) => one.standIn === token);
  if (key) return scheme ? `${scheme} ${key.value}` : key.value;
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const pair = Buffer.from(token, 'base64').toString().split(':');
  const half = pair.findIndex((word) => keys.some((one) => one.standIn === word));
  if (pair.length !== 2 || half < 0 || !/^[a-z0-9-]{0,20}$/.test(pair[1 - half])) return undefined;
  pair[half] = exchange(pair[half], keys);
  return `${scheme} ${Buffer.from(pair.join(':')).toString('base64')}`;
}

// Changes the headers in place and returns the path to send, and what must not come back; undefined refuses the request.
export function unmask(path, headers, keys) {
  const sent = [];
  const isOwn = (given, keep) => {
    const real = exchange(given, keys);
    if (real === undefined) return false;
    sent.push([real.split(' ').at(-1), given.split(' ').at(-1)]);
    keep(real);
    return true;
  };
  for (const name of Object.keys(headers)) {
    if (isCredential(name) && !isOwn(headers[name], (real) => (headers[name] = real))) return undefined;
  }
  const [bare, query] = path.split(/\?(.*)/s);
  const pairs = query?.split('&') ?? [];
  for (const [index, pair] of pairs.entries()) {
    const [[name, value] = ['', '']] = new URLSearchParams(pair);
    const keep = (real) => (pairs[index] = `${encodeURIComponent(name)}=${encodeURIComponent(real)}`);
    if (isCredential(name) && !isOwn(value, keep)) return undefined;
  }
  return sent.length > 0 ? { path: query === undefined ? bare : `${bare}?${pairs.join('&')}`, sent } : undefined;
}

// Every way in which a server may write a key, with its stand-in.
export function spellings({ value, standIn }) {
  const json = JSON.stringify(value).slice(1, -1);
  return [value, encodeURIComponent(value), json, json.replaceAll('/', '\\/')].map((text) => [text, standIn]);
}

export const mask = (text, swaps) => swaps.reduce((rest, [real, given]) => rest.replaceAll(real, () => given), text);

// The same for a body that comes in pieces: only what may be the beginning of a key waits for the next one.
export function masking(swaps) {
  let rest = '';
  const startOfKey = (text) =>
    Math.max(0, ...swaps.map(([real]) => {
      let length = Math.min(real.length - 1, text.length);
      while (length > 0 && !text.endsWith(real.slice(0, length))) length--;
      return length;
    }));
  return new Transform({
    transform(piece, _, done) {
      const text = mask(rest + piece.toString('latin1'), swaps);
      const end = text.length - startOfKey(text);
      rest = text.slice(end);
      done(null, Buffer.from(text.slice(0, end), 'latin1'));
    },
    flush: (done) => done(null, Buffer.from(rest, 'latin1')),
  });
}
