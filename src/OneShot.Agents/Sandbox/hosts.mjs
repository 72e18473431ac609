// Which hosts a session may reach, how they are reached, and what is told of the others.
import { isIP } from 'node:net';

const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7'];
const sentences = {
  blocked: 'this host is not one that the session may reach',
  refused: 'a request to this host has to carry the key that the session was given, and no other',
};

export async function hostsOf(rules, part) {
  const { isLoopbackAddress, isLoopbackName } = await part('address.js');
  const { createResolvedAddressGuard } = await part('resolved-address-guard.js');
  const routes = await part('parent-proxy.js');

  const isLoopback = (host) => isLoopbackName(host) || isLoopbackAddress(host);
  const isNamed = (entry, host) => (entry.isWildcard ? !isIP(host) && host.endsWith('.' + entry.name) : host === entry.name);
  const isPort = (entry, port) => (entry.port ? entry.port === port : port === 443 || port === 80);
  const allowed = [...rules.allowed, ...rules.keys.flatMap((key) => key.hosts)];
  const entriesOf = ({ host, port }) => allowed.filter((entry) => isNamed(entry, host) && isPort(entry, port));

  // A host of a key is known at all of its ports, or another one would be a tunnel past the key's rules. This machine has many servers.
  const isOfKey = (entry, { host, port }) => isNamed(entry, host) && (!isLoopback(host) || isPort(entry, port));
  const keysOf = (target) => rules.keys.filter((key) => key.hosts.some((entry) => isOfKey(entry, target)));

  function targetOf(host, port) {
    const name = routes.isValidHost(host) ? routes.canonicalizeHost(host) : undefined;
    return name && port > 0 && port < 65536 ? { host: name, port, isSecure: false } : undefined;
  }

  // A name never stands for this machine, a link-local or a cloud's metadata address; for a private one only if a person named it.
  const strict = createResolvedAddressGuard({ deniedResolvedAddresses: privateRanges });
  const lenient = createResolvedAddressGuard({});
  const parent = rules.parent ? routes.resolveParentProxy(rules.parent) : undefined;
  function dial(target) {
    const { host, port } = target;
    const detour = rules.detours[`${host}:${port}`]?.split(':');
    if (detour) return routes.dialDirect(detour[0], Number(detour[1]), undefined);
    if (parent && !routes.shouldBypassParentProxy(parent, host)) {
      const next = routes.selectParentProxyUrl(parent, { isHttps: true });
      if (next) return routes.connectViaParentProxy(next, host, port);
    }
    const guard = entriesOf(target).some((entry) => entry.mayBePrivate) ? lenient : strict;
    return routes.dialDirect(host, port, guard.lookupFor(port));
  }

  // Tells each host once, and returns what the session reads.
  const told = new Set();
  function tell(kind, { host, port }) {
    const line = JSON.stringify({ [kind]: routes.formatAuthority(host, port, 0) });
    if (told.size < 200 && !told.has(line)) {
      told.add(line);
      console.log(line);
    }
    return JSON.stringify({ error: { type: 'permission_error', message: `OneShot: ${sentences[kind]}` } });
  }

  return { dial, entriesOf, isLoopback, keysOf, targetOf, tell };
}
