import { generateKeyPairSync } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { addSafetyRule } from '../../modules/mail/use-cases/edit-safety-rules';
import { browse, type LinkBrowser } from '../support/link-browser';
import { startLinkServer, type AskedFor, type LinkServer } from '../support/mailed-links';

const google = generateKeyPairSync('rsa', { modulusLength: 2048 });
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

let keys: Server;
let asked = 0;
let server: LinkServer;
let browser: LinkBrowser;
beforeAll(async () => {
  const jwk = {
    ...google.publicKey.export({ format: 'jwk' }),
    kid: 'g1',
    alg: 'RS256',
    use: 'sig',
  };
  keys = createServer((_request, response) => {
    asked++;
    response.end(JSON.stringify({ keys: [jwk] }));
  });
  await new Promise<void>((resolve) => keys.listen(0, '127.0.0.1', resolve));
  const GMAIL_KEYS_URL = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/certs`;
  server = await startLinkServer({ GMAIL_ACTIONS: 'confirm', GMAIL_KEYS_URL });
  browser = browse(server);
});
afterAll(async () => {
  await server.stop();
  await new Promise((resolve) => keys.close(resolve));
});

const now = () => Math.floor(Date.now() / 1000);
const genuine = () => ({
  ...{
    iss: 'https://accounts.google.com',
    aud: 'https://netra.test',
    iat: now(),
    exp: now() + 300,
  },
  azp: 'gmail@system.gserviceaccount.com',
});
const sign = (claims: object, key = google.privateKey, kid = 'g1') =>
  jwt.sign(claims, key, { algorithm: 'RS256', keyid: kid });
const press = (token: string, bearer?: string, form = 'confirmed=Approved') =>
  browser.call('POST', token, {
    form,
    headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
  });
const decisionsOf = ({ requestId }: AskedFor) => browser.decisionsOf(requestId);

test('a press in Gmail approves, once', async () => {
  const request = await server.ask();
  expect((await press(request.tokens.approve, sign(genuine()))).status).toBe(200);
  expect((await press(request.tokens.approve, sign(genuine()))).status).toBe(409);
  expect(await decisionsOf(request)).toMatchObject([{ verdict: 'approve', channel: 'email' }]);
});

const without = (name: string) =>
  Object.fromEntries(Object.entries(genuine()).filter(([claim]) => claim !== name));

test.each<[string, () => string | undefined]>([
  ['no token', () => undefined],
  ['nonsense', () => 'AbCdEf123456'],
  ['a foreign key', () => sign(genuine(), stranger.privateKey)],
  ['an unknown key id', () => sign(genuine(), google.privateKey, 'g2')],
  ['another audience', () => sign({ ...genuine(), aud: 'https://evil.test' })],
  ['another issuer', () => sign({ ...genuine(), iss: 'https://evil.test' })],
  ['another party', () => sign({ ...genuine(), azp: 'me@evil.test' })],
  ['no party', () => sign(without('azp'))],
  ['no end', () => sign(without('exp'))],
  ['an end that is over', () => sign({ ...genuine(), exp: now() - 5 })],
  ['no signature', () => jwt.sign(genuine(), null, { algorithm: 'none', keyid: 'g1' })],
  [
    'the public key as a secret',
    () => {
      const secret = google.publicKey.export({ type: 'spki', format: 'pem' });
      const header = Buffer.from('{"alg":"HS256","kid":"g1"}').toString('base64url');
      return `${header}.${Buffer.from(JSON.stringify(genuine())).toString('base64url')}.${Buffer.from(secret).toString('base64url').slice(0, 43)}`;
    },
  ],
])('with %s nothing is decided', async (_name, bearer) => {
  const request = await server.ask();
  const { status } = await press(request.tokens.approve, bearer());
  expect([400, 401]).toContain(status);
  expect(await decisionsOf(request)).toEqual([]);
});

test('only that shape, only to approve, only where a button is enough', async () => {
  const [shape, reject, strict] = [await server.ask(), await server.ask(), await server.ask()];
  for (const form of ['', 'confirmed=Rejected', 'confirmed=Approved&comment=x', 'nonce=x'])
    expect((await press(shape.tokens.approve, sign(genuine()), form)).status).toBe(400);
  expect((await press(reject.tokens.reject, sign(genuine()))).status).toBe(401);
  const rule = { kind: null, atLeast: null, mode: 'challenge' as const };
  await addSafetyRule(server.deps, { actorId: strict.requesterId, rule });
  expect((await press(strict.tokens.approve, sign(genuine()))).status).toBe(401);
  await server.db.query('DELETE FROM mail_safety_rule');
  for (const request of [shape, reject, strict]) expect(await decisionsOf(request)).toEqual([]);
});

test('tokens that name keys of their own do not make us ask Google for each', async () => {
  const before = asked;
  const { tokens } = await server.ask();
  for (let n = 0; n < 8; n++)
    await press(tokens.approve, sign(genuine(), google.privateKey, `x${n}`));
  expect(asked - before).toBeLessThanOrEqual(1);
});

test('while it is turned off such a post is one without a nonce', async () => {
  const off = await startLinkServer();
  const request = await off.ask();
  const answer = await browse(off).call('POST', request.tokens.approve, {
    form: 'confirmed=Approved',
    headers: { authorization: `Bearer ${sign(genuine())}` },
  });
  expect(answer.status).toBe(400);
  expect(await browse(off).decisionsOf(request.requestId)).toEqual([]);
  await off.stop();
});
