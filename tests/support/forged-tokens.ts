import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';

interface Material {
  /** A genuine token, of a link that is open. */
  token: string;
  /** A genuine token of somebody else's link. */
  other: string;
  /** The true secret: some forgeries are signed with it to reach what lies behind the signature. */
  secret: string;
}

type Claims = Record<string, unknown>;
type Forge = (material: Material, n: number) => string;

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const read = (token: string, index: number) =>
  JSON.parse(Buffer.from(token.split('.')[index]!, 'base64url').toString()) as Claims;
const hmac = (algorithm: string, key: string | Buffer, text: string) =>
  createHmac(algorithm, key).update(text).digest('base64url');

function signed(header: Claims, claims: Claims, key: string | Buffer, hash = 'sha256'): string {
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${hmac(hash, key, text)}`;
}

/** Changes claims and signs with the true secret. */
const resigned =
  (change: (claims: Claims, n: number, other: Claims) => Claims, header: Claims = {}): Forge =>
  ({ token, other, secret }, n) =>
    signed({ ...read(token, 0), ...header }, change(read(token, 1), n, read(other, 1)), secret);

/** Changes claims and keeps the old signature. */
const altered =
  (change: (claims: Claims, n: number) => Claims): Forge =>
  ({ token }, n) => {
    const [header, , signature] = token.split('.');
    return `${header}.${part(change(read(token, 1), n))}.${signature}`;
  };

const now = () => Math.floor(Date.now() / 1000);
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The same bytes, spelt another way: the unused bits of the last character differ. */
function respell(token: string, n: number): string {
  const last = ALPHABET.indexOf(token.at(-1)!);
  return token.slice(0, -1) + ALPHABET[(last & ~3) | ((last + 1 + (n % 3)) & 3)];
}

/** Every sort of token that must not be accepted. */
export const FORGERIES: Record<string, Forge> = {
  'algorithm none': ({ token }, n) =>
    `${part({ ...read(token, 0), alg: ['none', 'None', 'NONE', 'nOnE'][n % 4] })}.${token.split('.')[1]}.`,
  'none with the old signature': ({ token }) =>
    `${part({ ...read(token, 0), alg: 'none' })}.${token.split('.').slice(1).join('.')}`,
  HS384: ({ token, secret }) =>
    signed({ ...read(token, 0), alg: 'HS384' }, read(token, 1), secret, 'sha384'),
  HS512: ({ token, secret }) =>
    signed({ ...read(token, 0), alg: 'HS512' }, read(token, 1), secret, 'sha512'),
  'another secret': ({ token }) => signed(read(token, 0), read(token, 1), randomBytes(32)),
  'the empty secret': ({ token }) => signed(read(token, 0), read(token, 1), ''),
  'the key id as secret': ({ token }) =>
    signed(read(token, 0), read(token, 1), String(read(token, 0).kid)),
  'foreign audience': resigned((claims, n) => ({ ...claims, aud: n % 2 ? 'netra' : ['x'] })),
  'foreign issuer': resigned((claims) => ({ ...claims, iss: 'somebody' })),
  'another type': resigned((claims) => claims, { typ: 'JWT' }),
  'unknown key id': resigned((claims) => claims, { kid: '00000000' }),
  'a key id that is a path': resigned((claims) => claims, { kid: '../../dev/null' }),
  'a key of its own': resigned((claims) => claims, { jwk: { kty: 'oct', k: 'AA' } }),
  'no expiry': resigned(({ exp: _exp, ...claims }) => claims),
  'expiry in 900 days': resigned((claims) => ({ ...claims, exp: now() + 900 * 86_400 })),
  'expiry a second too late': resigned((claims) => ({
    ...claims,
    exp: (claims.iat as number) + 86_401,
  })),
  'expiry as text': resigned((claims) => ({ ...claims, exp: String(claims.exp) })),
  'issued in the future': resigned((claims, n) => ({
    ...claims,
    iat: now() + 120 + n,
    exp: now() + 86_000,
  })),
  'another request': resigned((claims) => ({ ...claims, request: randomUUID() })),
  'another step': resigned((claims) => ({ ...claims, step: randomUUID() })),
  'another round': resigned((claims, n) => ({ ...claims, round: 2 + n })),
  'another version': resigned((claims, n) => ({ ...claims, version: 2 + n })),
  'another approver': resigned((claims, _n, other) => ({ ...claims, approver: other.approver })),
  'the other verdict': resigned((claims) => ({ ...claims, verdict: 'reject' })),
  'a made-up verdict': resigned((claims) => ({ ...claims, verdict: 'approve; reject' })),
  'the jti of another link': resigned((claims, _n, other) => ({ ...claims, jti: other.jti })),
  'another link': resigned((claims, _n, other) => ({ ...claims, link: other.link })),
  'a link that is no uuid': resigned((claims) => ({ ...claims, link: "' OR 1=1 --" })),
  'one claim more': resigned((claims) => ({ ...claims, admin: true })),
  'altered request': altered((claims) => ({ ...claims, request: randomUUID() })),
  'altered verdict': altered((claims) => ({ ...claims, verdict: 'reject' })),
  'altered expiry': altered((claims, n) => ({ ...claims, exp: (claims.exp as number) + 1 + n })),
  'swapped payload': ({ token, other }) => {
    const [header, , signature] = token.split('.');
    return `${header}.${other.split('.')[1]}.${signature}`;
  },
  truncated: ({ token }, n) => token.slice(0, -(1 + n)),
  'a character too much': ({ token }) => `${token}A`,
  'signature spelt another way': ({ token }, n) => respell(token, n),
  'one character flipped': ({ token }, n) => {
    const at = (n * 7) % token.length;
    const flipped = token[at] === 'A' ? 'B' : 'A';
    return token.slice(0, at) + flipped + token.slice(at + 1);
  },
  'a session token': ({ secret }) =>
    jwt.sign({ sub: randomUUID() }, secret, { algorithm: 'HS256', expiresIn: '1h' }),
  garbage: (_material, n) => randomBytes(1 + n * 4).toString('base64url'),
  'strange characters': (_material, n) =>
    encodeURIComponent(['\u0000', '..', '%', '{{7*7}}', '<script>', '漢字.a.b'][n % 6]! + n),
};
