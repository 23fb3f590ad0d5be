import { BlockList, isIP } from 'node:net';

/** Addresses that no push service has: whoever names one means a machine beside ours. */
const INSIDE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  INSIDE.addSubnet(network, bits, 'ipv4');
}
// Of IPv6, 2000::/3 is the public part, without what stands for an IPv4 address or for documents.
const PUBLIC_V6 = new BlockList();
PUBLIC_V6.addSubnet('2000::', 3, 'ipv6');
const NOT_PUBLIC_V6 = new BlockList();
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  NOT_PUBLIC_V6.addSubnet(network, bits, 'ipv6');
}

/** Whether an IP address is one of the public internet. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !INSIDE.check(address, 'ipv4');
  if (version !== 6) return false;
  return PUBLIC_V6.check(address, 'ipv6') && !NOT_PUBLIC_V6.check(address, 'ipv6');
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Whether an address can be a push service's: https at a name or a public address, on no odd port and without a password
 * in it. Names are looked at again when they have been resolved.
 * @param options.loopback this machine's own addresses, too, with or without TLS: for tests
 */
export function isPushAddress(endpoint: string, options: { loopback: boolean }): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname, username, password, port } = new URL(endpoint);
  if (username !== '' || password !== '') return false;
  if (options.loopback && LOOPBACK.has(hostname)) return /^https?:$/.test(protocol);
  if (protocol !== 'https:' || port !== '') return false;
  const literal = hostname.replace(/^\[|\]$/g, '');
  return isIP(literal) ? isPublicAddress(literal) : isPublicName(hostname);
}

/** A name with a dot that is not of a machine's own network. */
function isPublicName(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '');
  return name.includes('.') && !/\.(local|localhost|internal|home\.arpa|lan)$/.test(name);
}
