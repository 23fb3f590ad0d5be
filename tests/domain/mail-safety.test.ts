import { deflateSync } from 'node:zlib';
import { networkOf, readAgent, readFetches } from '../../domain/mail/link-fetches';
import { logoProblem } from '../../domain/mail/logo';
import { safetyMode, type SafetyRule } from '../../domain/mail/safety';
import { createReplyAddresses, domainOf } from '../../platform/tokens/reply-address';

describe('the mode of a request', () => {
  const inr = (minor: bigint) => ({ minor, currency: 'INR' });
  const rule = (change: Partial<SafetyRule>): SafetyRule => ({
    ...{ kind: null, atLeast: null, mode: 'challenge' },
    ...change,
  });
  const claim = { kind: 'expense-claim', amount: inr(500_000n) };

  test.each<[string, SafetyRule[], string]>([
    ['no rule', [], 'button'],
    ['a rule for all', [rule({})], 'challenge'],
    ['of another kind', [rule({ kind: 'leave' })], 'button'],
    ['exactly the amount', [rule({ atLeast: inr(500_000n) })], 'challenge'],
    ['a paisa more', [rule({ atLeast: inr(500_001n) })], 'button'],
    ['another currency', [rule({ atLeast: { minor: 1n, currency: 'EUR' } })], 'button'],
    ['the strictest', [rule({ mode: 'sign-in' }), rule({}), rule({ mode: 'button' })], 'sign-in'],
    [
      'one that trusts more',
      [rule({}), rule({ kind: 'expense-claim', mode: 'button' })],
      'challenge',
    ],
  ])('%s', (_name, rules, mode) => {
    expect(safetyMode(rules, claim)).toBe(mode);
  });

  test('without an amount no rule about amounts matches', () => {
    const rules = [rule({ atLeast: inr(0n) })];
    expect(safetyMode(rules, { kind: 'leave', amount: null })).toBe('button');
  });
});

test.each([
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36', 'person'],
  ['Mozilla/5.0 (compatible; Proofpoint URL Defense)', 'scanner'],
  ['Mozilla/5.0 (X11) AppleWebKit/537.36 HeadlessChrome/130.0 Safari/537.36', 'scanner'],
  ['curl/8.5.0', 'scanner'],
  ['', 'unknown'],
  [undefined, 'unknown'],
])('the agent %s is %s', (header, agentClass) => {
  expect(readAgent(header).agentClass).toBe(agentClass);
});

test('an agent is kept short and on one line', () => {
  expect(readAgent(`a\r\nb\u0000${'x'.repeat(500)}`).agent).toMatch(/^a b x{116}$/);
});

test.each([
  ['203.0.113.9', '203.0.113.0/24'],
  ['::ffff:203.0.113.9', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:db8::1', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['unknown', null],
  [undefined, null],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('fetches of the other link count only when they are near', () => {
  const at = (ms: number) => new Date(1_764_000_000_000 + ms);
  const got = (linkId: string, ms: number) =>
    ({ linkId, at: at(ms), method: 'GET', agentClass: 'person' }) as const;
  const read = readFetches([got('a', 0), got('b', 4999), got('b', 60_000)]);
  expect(read.map(({ reading }) => reading)).toEqual(['scanner', 'scanner', 'opened']);
});

describe('a logo', () => {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)]);
  };
  const png = (width: number, height: number, filler = 0) => {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    const magic = Buffer.from('89504e470d0a1a0a', 'hex');
    const body = deflateSync(Buffer.alloc(10));
    return Buffer.concat([magic, chunk('IHDR', header), chunk('IDAT', body), Buffer.alloc(filler)]);
  };
  test('is a small PNG', () => expect(logoProblem(png(160, 40))).toBeNull());
  test.each([
    [
      'an SVG',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    ],
    ['a GIF', Buffer.from(`GIF89a${'x'.repeat(60)}`)],
    ['a PNG by its first bytes only', Buffer.from('89504e470d0a1a0a', 'hex')],
    [
      'a page behind the signature',
      Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from('<html>'.repeat(20))]),
    ],
    ['too wide', png(801, 40)],
    ['without height', png(160, 0)],
    ['too heavy', png(160, 40, 70_000)],
    ['nothing', Buffer.alloc(0)],
  ])('is not %s', (_name, bytes) => expect(logoProblem(bytes)).not.toBeNull());
});

describe('reply addresses', () => {
  const config = {
    EMAIL_LINK_SECRET: 'first secret of the tests, 0123456789abc',
    MAIL_FROM: 'NETRA <no-reply@netra.example>',
    INBOUND_SMTP_PORT: 2525,
  };
  const addresses = createReplyAddresses(config);
  const id = '5f0c6f0e-9d0b-4c3a-8a51-6d4d5b0c9a11';

  test('stand for one link, in any case, and fit into a mail', () => {
    const address = addresses.of(id)!;
    expect(address).toMatch(/^approve\+[a-z2-7]{52}@netra\.example$/);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    expect(addresses.read(address.toUpperCase())).toBe(id);
  });

  test('of anybody else are none', () => {
    const address = addresses.of(id)!;
    const foreign = createReplyAddresses({ ...config, EMAIL_LINK_SECRET: 'x'.repeat(40) }).of(id)!;
    for (let n = 8; n < 60; n++) {
      const letter = address[n] === 'a' ? 'b' : 'a';
      const altered = address.slice(0, n) + letter + address.slice(n + 1);
      expect(addresses.read(altered)).toBeNull();
    }
    const other = address.replace('netra.example', 'evil.example');
    for (const bad of [foreign, other, '', 'approve+x@netra.example', 'postmaster@netra.example'])
      expect(addresses.read(bad)).toBeNull();
  });

  test('survive a rotation, and are none unless somebody takes replies', () => {
    const rotated = createReplyAddresses({
      ...config,
      EMAIL_LINK_SECRET: 'second secret of the tests, 0123456789ab',
      EMAIL_LINK_SECRET_PREVIOUS: config.EMAIL_LINK_SECRET,
    });
    expect(rotated.read(addresses.of(id)!)).toBe(id);
    expect(createReplyAddresses({ ...config, INBOUND_SMTP_PORT: undefined }).of(id)).toBeNull();
    const own = createReplyAddresses({ ...config, INBOUND_DOMAIN: 'in.netra.example' });
    expect(own.of(id)).toMatch(/@in\.netra\.example$/);
    expect(domainOf('no-reply@netra.example')).toBe('netra.example');
  });
});
