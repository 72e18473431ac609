export const readBody = (request) => new Promise((resolve, reject) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => resolve(Buffer.concat(chunks)));
  request.on('error', reject);
});

/** The token of a Bearer or Basic header. */
export function tokenOf(header) {
  const [scheme, value] = (header ?? '').split(' ');
  if (/^basic$/i.test(scheme)) return Buffer.from(value ?? '', 'base64').toString().split(':').slice(1).join(':');
  return value;
}
