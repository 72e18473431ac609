// Faults on demand: each is for a method and a part of the path, and happens a number of times.
export class Faults {
  constructor() {
    this.waiting = [];
  }

  // kind: status | reset | hang | truncate | garbage | lost. "lost", "truncate" and whatever has "after" carry the request out first.
  add(fault) {
    this.waiting.push({ times: 1, skip: 0, seen: 0, ...fault, isBefore: !(fault.after || fault.kind === 'lost' || fault.kind === 'truncate') });
  }

  remove(path) {
    this.waiting = this.waiting.filter((fault) => !fault.path.includes(path));
  }

  take(method, url) {
    const index = this.waiting.findIndex((fault) => fault.times > 0 && (!fault.method || fault.method === method) && `${url}$`.includes(fault.path)); // a path may end in $: then the address must
    if (index < 0) return undefined;
    const fault = this.waiting[index];
    if (fault.skip > 0) { fault.skip--; return undefined; }
    fault.times--;
    fault.seen++;
    return fault;
  }

  inject(fault, request, response, answer) {
    switch (fault.kind) {
      case 'reset': case 'lost': return request.socket.resetAndDestroy();
      case 'hang': return undefined;
      case 'garbage':
        response.writeHead(fault.status ?? 200, { 'content-type': 'application/json' });
        return response.end('<html>not what you asked for</html>');
      case 'truncate': {
        const body = answer.body.length > 0 ? answer.body : Buffer.from('{"some":"text"}');
        response.writeHead(answer.status === 204 ? 200 : answer.status, { ...answer.headers, 'content-length': body.length });
        response.write(body.subarray(0, Math.floor(body.length / 2)));
        return setTimeout(() => request.socket.resetAndDestroy(), 20);
      }
      default:
        response.writeHead(fault.status, { 'content-type': 'application/json', ...(fault.headers ?? {}) });
        return response.end(fault.body ?? JSON.stringify({ message: fault.message ?? `status ${fault.status} on demand` }));
    }
  }
}
