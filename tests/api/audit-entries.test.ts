import { createHash } from 'node:crypto';
import { startTestApi, type TestApi } from '../support/api';
import { byHand, type ByHand } from '../support/by-hand';
import type { Persona } from '../support/company';
import { browse, type LinkBrowser } from '../support/link-browser';
import { startLinkServer, type LinkServer } from '../support/mailed-links';
import { claim } from '../support/personas';
import { workOn } from '../support/worker-by-hand';

jest.setTimeout(60_000);

let api: TestApi;
let hand: ByHand;
let server: LinkServer;
let browser: LinkBrowser;

beforeAll(async () => {
  [api, server] = await Promise.all([startTestApi(), startLinkServer()]);
  hand = byHand(api);
  browser = browse(server);
});
afterAll(() => Promise.all([api?.stop(), server?.stop()]));

const id = (persona: Persona) => api.company.people[persona];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('a decision in the app: which version under which policy, the words by their hash, what was cut', async () => {
  const { approvalId } = await claim(await api.as('sales.rep'), '100.00', '50.00');
  const [submitted] = await hand.auditOf(approvalId, 'approval.submitted');
  const [request] = await api.db.query<{ hash: string }>(
    'SELECT content_hash AS hash FROM approval_request WHERE id = $1',
    [approvalId],
  );
  expect(submitted).toMatchObject({ contentHash: request!.hash, policyVersion: 1 });
  await workOn(api, approvalId);
  const comment = 'Second class is the rule';
  const lines = [{ key: '1', amount: { amount: '80.00', currency: 'INR' } }];
  const manager = await api.as('sales.manager');
  const body = { verdict: 'approve', comment, lines };
  expect((await manager.post(`/approvals/${approvalId}/decisions`, body)).status).toBe(200);
  const [decided] = await hand.auditOf(approvalId, 'approval.decided');
  expect(decided).toMatchObject({
    ...{ verdict: 'approve', version: 1, round: 1, policyVersion: 1 },
    commentHash: sha256(comment),
    lines: [
      { key: '1', minor: '8000', currency: 'INR' },
      { key: '2', minor: '5000', currency: 'INR' },
    ],
  });
  expect(JSON.stringify(decided)).not.toContain(comment);
});

test('a decision for somebody who is away: for whom', async () => {
  const at = { startsOn: '2027-06-16', endsOn: '2027-06-16' };
  hand.at('2027-06-16T07:00:00Z');
  const away = await api.as('sales.manager');
  const delegation = { to: id('sales.head'), when: 'dates', ...at };
  expect((await away.post('/delegations', delegation)).status).toBe(201);
  const requestId = await hand.leaveOf('sales.rep');
  const substitute = await api.as('sales.head');
  const body = { verdict: 'approve' };
  expect((await substitute.post(`/approvals/${requestId}/decisions`, body)).status).toBe(200);
  expect(await hand.auditOf(requestId, 'approval.decided')).toMatchObject([
    { onBehalfOf: id('sales.manager') },
  ]);
  await api.db.query('UPDATE delegation SET revoked_at = now()');
  hand.now();
});

test('an override: that it was one, why, and past whom', async () => {
  const requestId = await hand.leaveOf('sales.rep2');
  const admin = await api.as('admin');
  const body = { verdict: 'approve', reason: 'Payroll closes today' };
  expect((await admin.post(`/approvals/${requestId}/override`, body)).status).toBe(200);
  expect(await hand.auditOf(requestId, 'approval.decided')).toMatchObject([
    { override: true, reason: body.reason, bypassed: [id('sales.manager')], policyVersion: 1 },
  ]);
});

test('a decision by a mailed link: which link, and its token by the hash of its id', async () => {
  const asked = await server.ask();
  expect((await browser.press(asked.tokens.approve)).status).toBe(200);
  const claims = asked.tokens.approve.split('.')[1]!;
  const { jti } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { jti: string };
  const rows = await server.db.query(
    `SELECT actor_id, channel, details FROM audit_event WHERE subject_id = $1 AND action = 'approval.decided'`,
    [asked.requestId],
  );
  expect(rows).toMatchObject([
    {
      ...{ actor_id: asked.approverId, channel: 'email' },
      details: { emailLinkId: asked.links.approve, tokenHash: sha256(jti), policyVersion: 1 },
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain(jti);
});

test('scanners that fetch a link are audited as fetches, by nobody, and decide nothing', async () => {
  const asked = await server.ask();
  const scanner = { headers: { 'user-agent': 'Barracuda Sentinel (EE)' } };
  await browser.call('HEAD', asked.tokens.approve, scanner);
  await browser.call('GET', asked.tokens.approve, scanner);
  const rows = await server.db.query(
    `SELECT action, actor_id AS actor, channel, details FROM audit_event
     WHERE subject_id = ANY($1::text[]) ORDER BY id`,
    [[asked.links.approve, asked.requestId]],
  );
  const fetched = { action: 'email-link.fetched', actor: null, channel: 'email' };
  expect(rows).toEqual([
    { ...fetched, details: { method: 'HEAD', agentClass: 'scanner' } },
    { ...fetched, details: { method: 'GET', agentClass: 'scanner' } },
  ]);
  expect(await browser.decisionsOf(asked.requestId)).toEqual([]);
});
