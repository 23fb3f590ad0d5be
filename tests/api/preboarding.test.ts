import { randomUUID } from 'node:crypto';
import type { OwnPreboarding, PreboardingWire } from '../../domain/wire/preboarding';
import { startMailRelay } from '../../modules/mail/mail-relay';
import { createPreboardingTokens } from '../../platform/tokens/preboarding-link';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import { PERSONAS } from '../support/company';
import { addNewcomer } from '../support/newcomers';
import { startFor } from '../support/onboarding';
import { pdf } from '../support/receipts';
import { startTestInbox } from '../support/stack';

jest.setTimeout(60_000);

let api: TestApi;
let hr: TestClient;
let shift = 0;

beforeAll(async () => {
  api = await startTestApi({ clock: { now: () => new Date(Date.now() + shift) } });
  hr = await api.as('hr');
});
afterEach(async () => {
  shift = 0;
  await api.db.query('DELETE FROM login_limit');
});
afterAll(() => api.stop());

const DETAILS = {
  phone: '+91 98200 12345',
  contactName: 'Leela Rao',
  contactRelation: 'Mother',
  contactPhone: '+91 98200 54321',
  street: '14 Temple Road, Malleshwaram',
  city: 'Bengaluru',
  postalCode: '560003',
  country: 'India',
  size: 'M',
};
const ACCOUNT = {
  accountHolder: 'Nila Rao',
  bankName: 'Sahyadri Bank',
  ifsc: 'SHYB0001234',
  accountNumber: '004512347890',
};

interface Newcomer {
  personId: string;
  onboardingId: string;
  token: string;
}

const formOf = async (onboardingId: string, client = hr) =>
  ((await client.get(`/onboardings/${onboardingId}/preboarding`)).body as { form: PreboardingWire })
    .form;
const send = (onboardingId: string, email = 'nila.rao@home.example', client = hr) =>
  client.post(`/onboardings/${onboardingId}/preboarding`, { email });
const review = (onboardingId: string, wanted: object, client = hr) =>
  client.post(`/onboardings/${onboardingId}/preboarding/review`, wanted);
const byLink = (what: string, body: object) => api.anonymous.post(`/preboarding/${what}`, body);
const read = async (token: string) => (await byLink('read', { token })).body as OwnPreboarding;

/** The token of the newest link to a form, as the relay would write it. */
async function newestToken(onboardingId: string): Promise<string> {
  const [link] = await api.db.query<{ id: string; keyId: string }>(
    `SELECT l.id, l.key_id AS "keyId" FROM preboarding_link l JOIN preboarding f ON f.id = l.preboarding_id
     WHERE f.onboarding_id = $1 ORDER BY l.issued_at DESC LIMIT 1`,
    [onboardingId],
  );
  return createPreboardingTokens(api.deps.config).tokenOf(link!)!;
}

/** Somebody whose first day is far off, with an onboarding and a form that was sent to them. */
async function newcomer(): Promise<Newcomer> {
  const personId = await addNewcomer(api, `${randomUUID()}@netra.example`);
  const { id } = await startFor(hr, personId, { dayZero: '2099-06-01' });
  expect(await send(id)).toMatchObject({ status: 200, body: { form: { state: 'open' } } });
  return { personId, onboardingId: id, token: await newestToken(id) };
}

async function upload(token: string, taskId: string): Promise<{ status: number; body: unknown }> {
  const form = new FormData();
  const { name, type, content } = pdf('front');
  form.append('file', new Blob([new Uint8Array(content)], { type }), name);
  const answer = await fetch(`${api.url}/api/v1/preboarding/documents?taskId=${taskId}`, {
    method: 'POST',
    headers: { 'x-form-token': token },
    body: form,
  });
  return { status: answer.status, body: await answer.json() };
}

test('a form is mailed to a private address, filled in bit by bit, handed in once, and lands in the profile', async () => {
  const inbox = await startTestInbox();
  const { db, logger, bus, clock, config } = api.deps;
  const SMTP_URL = `smtp://127.0.0.1:${inbox.smtpPort}`;
  const relay = startMailRelay({ db, logger, bus, clock, config: { ...config, SMTP_URL } });
  const { personId, onboardingId, token } = await newcomer();
  try {
    const [mail] = await inbox.mails({ to: 'nila.rao@home.example' }, 10_000);
    expect(mail!.subject).toBe('Before your first day');
    const mailed = /http:\/\/netra\.test\/before-you-start#([\w-]{64})/.exec(mail!.text)![1]!;
    expect(mailed).toBe(token);
  } finally {
    await relay.stop();
    await inbox.stop();
  }
  const [row] = await api.db.query<{ text: string }>(
    `SELECT (SELECT json_agg(l)::text FROM preboarding_link l) || (SELECT json_agg(m)::text FROM mail m)
       || (SELECT json_agg(a)::text FROM audit_event a) AS text`,
  );
  expect(row!.text).not.toContain(token);

  const half = { token, details: { ...DETAILS, contactPhone: '', city: '' }, account: ACCOUNT };
  expect(await byLink('save', half)).toMatchObject({ status: 200 });
  expect(await byLink('submit', half)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'details.contactPhone' }, { path: 'details.city' }] },
  });
  const back = await read(token);
  expect(back).toMatchObject({ name: 'Nila Rao', firstDay: '2099-06-01' });
  expect(back.details.street).toBe(DETAILS.street);
  expect(back.account).toEqual({
    accountHolder: 'Nila Rao',
    bankName: 'Sahyadri Bank',
    ifsc: 'SHYB0001234',
    accountEnding: '7890',
  });
  expect(await formOf(onboardingId)).toMatchObject({ state: 'open', content: null });

  const { accountNumber, ...unchanged } = ACCOUNT;
  const whole = { token, details: DETAILS, account: unchanged };
  expect((await byLink('submit', whole)).status).toBe(204);
  expect(await byLink('submit', whole)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('was handed in') as string },
  });
  expect((await byLink('read', { token })).status).toBe(409);

  const waiting = await formOf(onboardingId);
  expect(waiting).toMatchObject({ state: 'submitted', link: null, mayReview: true });
  expect(waiting.content).toEqual({ details: DETAILS, account: back.account });
  const bell = (await hr.get('/notifications?limit=200')).body as { items: { type: string }[] };
  expect(bell.items.map(({ type }) => type)).toContain('onboarding-form-waits');
  const { revision } = waiting;
  const stale = { verdict: 'accept', revision: revision - 1 };
  expect((await review(onboardingId, stale)).status).toBe(409);
  expect((await review(onboardingId, { verdict: 'send-back', revision })).status).toBe(422);
  const accepted = await review(onboardingId, { verdict: 'accept', revision });
  expect(accepted).toMatchObject({ status: 200, body: { form: { state: 'accepted' } } });
  expect((await review(onboardingId, { verdict: 'accept', revision })).status).toBe(409);

  expect((await hr.get(`/people/${personId}/personal-details`)).body).toMatchObject({
    details: DETAILS,
  });
  const [account] = await api.db.query<{ approvalId: string }>(
    `SELECT r.id AS "approvalId", b.status, b.account_number AS number, r.kind, r.requester_id = b.employee_id AS own, r.data::text AS data
     FROM employee_bank_account b JOIN approval_request r ON r.subject_id = b.id WHERE b.employee_id = $1`,
    [personId],
  );
  expect(account).toMatchObject({
    ...{ status: 'pending', number: accountNumber, kind: 'profile-change', own: true },
    data: expect.not.stringContaining(accountNumber) as string,
  });
  expect((await formOf(onboardingId)).accountApprovalId).toBe(account!.approvalId);
  const kept = 'SELECT account FROM preboarding WHERE onboarding_id = $1';
  expect(await api.db.query(kept, [onboardingId])).toEqual([{ account: null }]);
});

test('what is sent back comes again by a new link, with the reason, and nothing is lost', async () => {
  const { onboardingId, token } = await newcomer();
  await byLink('submit', { token, details: DETAILS, account: null });
  const { revision } = await formOf(onboardingId);
  const reason = 'Which flat is it?';
  const answer = await review(onboardingId, { verdict: 'send-back', revision, reason });
  expect(answer).toMatchObject({
    status: 200,
    body: { form: { state: 'open', content: null, review: { reason } } },
  });
  const again = await newestToken(onboardingId);
  expect(again).not.toBe(token);
  expect(await read(again)).toMatchObject({ reason, details: DETAILS });
  const details = { ...DETAILS, street: 'Flat 3, 14 Temple Road' };
  expect((await byLink('submit', { token: again, details, account: null })).status).toBe(204);
  const next = await formOf(onboardingId);
  await review(onboardingId, { verdict: 'accept', revision: next.revision });
  expect(await formOf(onboardingId)).toMatchObject({
    state: 'accepted',
    accountApprovalId: null,
    content: { details, account: null },
  });
});

test('asked documents are handed in by the link, reviewed as all are, and taken back before that', async () => {
  const { onboardingId, token } = await newcomer();
  const other = await newcomer();
  const [asked] = (await read(token)).documents;
  expect(asked).toMatchObject({ kind: 'bank-details', state: 'none', files: [] });
  expect((await upload(other.token, asked!.taskId)).status).toBe(404);
  const handedIn = await upload(token, asked!.taskId);
  expect(handedIn).toMatchObject({
    status: 201,
    body: { documents: [{ state: 'waiting', files: [{ status: 'waiting' }] }] },
  });
  const file = (handedIn.body as OwnPreboarding).documents[0]!.files[0]!;
  const takeBack = (by: string) =>
    byLink('documents/take-back', { token: by, documentId: file.id });
  expect((await takeBack(other.token)).status).toBe(404);
  const reviews = (await hr.get('/onboarding-reviews')).body as { items: { id: string }[] };
  expect(reviews.items.map(({ id }) => id)).toContain(asked!.taskId);
  expect(await takeBack(token)).toMatchObject({
    status: 200,
    body: { documents: [{ files: [] }] },
  });
  const again = (await upload(token, asked!.taskId)).body as OwnPreboarding;
  const documents = again.documents[0]!.files.map(({ id }) => id);
  const settled = await hr.post(`/onboarding-tasks/${asked!.taskId}/review`, {
    verdict: 'accept',
    documents,
  });
  expect(settled).toMatchObject({ status: 200, body: { status: 'done', onboardingId } });
  expect((await read(token)).documents[0]).toMatchObject({ state: 'accepted' });
  expect((await upload(token, asked!.taskId)).status).toBe(409);
});

test('a link dies with its time, with a newer one, when it is taken back, and with its onboarding', async () => {
  const { onboardingId, token } = await newcomer();
  const saved = { token, details: DETAILS, account: null };
  shift = 15 * 24 * 3_600_000;
  expect(await byLink('save', saved)).toMatchObject({
    body: { detail: 'This link is over. Ask HR to send you another one.' },
  });
  shift = 0;
  expect((await send(onboardingId, 'another@home.example')).status).toBe(200);
  expect((await byLink('save', saved)).status).toBe(409);
  const second = await newestToken(onboardingId);
  expect((await byLink('save', { ...saved, token: second })).status).toBe(200);
  expect(await hr.post(`/onboardings/${onboardingId}/preboarding/revoke`)).toMatchObject({
    status: 200,
    body: { form: { email: 'another@home.example', link: null } },
  });
  expect((await byLink('save', { ...saved, token: second })).status).toBe(409);
  expect((await hr.post(`/onboardings/${onboardingId}/preboarding/revoke`)).status).toBe(409);
  await send(onboardingId);
  const third = await newestToken(onboardingId);
  expect((await read(third)).details).toEqual(DETAILS);
  await hr.post(`/onboardings/${onboardingId}/cancel`, { reason: 'They will not come' });
  expect(await byLink('read', { token: third })).toMatchObject({
    status: 409,
    body: { detail: 'This form is no longer wanted.' },
  });
  expect((await send(onboardingId)).status).toBe(409);
});

test('a link opens its form and nothing else, and is no session', async () => {
  const { token } = await newcomer();
  for (const path of ['/me', '/people', '/onboardings', '/onboarding-tasks']) {
    const answer = await api.anonymous.call('GET', path, {
      headers: { authorization: `Bearer ${token}`, 'x-form-token': token },
    });
    expect([path, answer.status]).toEqual([path, 401]);
  }
  expect((await api.anonymous.post('/auth/password-links/read', { token })).status).toBe(404);
  const text = JSON.stringify(await read(token));
  for (const persona of PERSONAS) expect(text).not.toContain(api.company.people[persona]);
  const extra = { token, details: { ...DETAILS, role: 'admin' }, account: null };
  expect((await byLink('save', extra)).status).toBe(422);
});

test('guesses are stopped, and nobody who has a link is', async () => {
  const { token } = await newcomer();
  const statuses: number[] = [];
  const often = api.deps.config.LOGIN_ATTEMPTS_PER_ACCOUNT + 1;
  for (let i = 0; i < often; i++) {
    expect((await byLink('read', { token })).status).toBe(200);
    statuses.push((await byLink('read', { token: 'B'.repeat(64) })).status);
  }
  expect(statuses[0]).toBe(404);
  expect(statuses.at(-1)).toBe(429);
});

test('only HR of the department and admins keep forms, never their own, and only before the first day', async () => {
  const { onboardingId, personId } = await newcomer();
  for (const persona of ['sales.head', 'finance', 'consultant'] as const) {
    const client = await api.as(persona);
    expect((await send(onboardingId, 'x@home.example', client)).status).toBe(403);
    expect((await client.get(`/people/${personId}/personal-details`)).status).toBe(404);
  }
  expect((await send(onboardingId, 'not an address')).status).toBe(422);
  const mine = await startFor(await api.as('admin'), api.company.people.hr, {
    dayZero: '2099-06-01',
  });
  expect(await send(mine.id)).toMatchObject({ status: 403 });
  const begun = await startFor(hr, api.company.people.consultant, { dayZero: '2026-06-01' });
  expect(await send(begun.id)).toMatchObject({
    status: 409,
    body: { detail: expect.stringContaining('first day has come') as string },
  });
});
