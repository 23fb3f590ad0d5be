import { randomBytes } from 'node:crypto';
import { codecKey } from '../../platform/config/codec-keys';
import { createPayloadCodec } from '../../platform/temporal/payload-codec';
import { startTestApi, type TestApi } from '../support/api';
import { PERSONAS } from '../support/company';

const KEY = `a:${randomBytes(32).toString('base64')}`;
const OWN = 'http://netra.test';
let api: TestApi;

beforeAll(async () => {
  api = await startTestApi({ env: { TEMPORAL_CODEC_KEY: KEY } });
});
afterAll(() => api.stop());

const audited = () =>
  api.db.query<{ actorId: string; details: unknown }>(
    `SELECT actor_id AS "actorId", details FROM audit_event WHERE action = 'temporal.payloads-decoded' ORDER BY id`,
  );

async function encrypted(...texts: string[]) {
  const codec = createPayloadCodec({ current: codecKey.parse(KEY), previous: [] });
  const plain = texts.map((text) => ({ metadata: {}, data: Buffer.from(text) }));
  const base64 = (bytes: Uint8Array | null | undefined) =>
    Buffer.from(bytes ?? []).toString('base64');
  return (await codec.encode(plain)).map(({ metadata, data }) => ({
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)]),
    ),
    data: base64(data),
  }));
}

function post(path: string, options: { token?: string; origin?: string; body?: unknown } = {}) {
  return fetch(`${api.url}/temporal-codec${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(options.origin ? { origin: options.origin } : {}),
    },
    body: JSON.stringify(options.body ?? { payloads: [] }),
  });
}

test('decodes for an admin on our own pages, and each time is recorded with who and how many', async () => {
  const { token } = await api.as('admin');
  for (let round = 1; round <= 5; round++) {
    const texts = Array.from({ length: round }, (_, n) => `word ${n}`);
    const body = { payloads: await encrypted(...texts) };
    const answer = await post('/decode', { token, origin: OWN, body });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    const { payloads } = (await answer.json()) as { payloads: { data: string }[] };
    expect(payloads.map(({ data }) => Buffer.from(data, 'base64').toString())).toEqual(texts);
    const rows = await audited();
    expect(rows).toHaveLength(round);
    expect(rows.at(-1)).toEqual({
      actorId: api.company.people.admin,
      details: { payloads: round },
    });
  }
});

test('nobody else, no other origin, no other way', async () => {
  const before = (await audited()).length;
  const body = { payloads: await encrypted('secret') };
  const { token } = await api.as('admin');
  expect((await post('/decode', { body })).status).toBe(401);
  expect((await post('/decode', { body, token: 'forged' })).status).toBe(401);
  for (const persona of PERSONAS.filter((name) => name !== 'admin')) {
    const other = await api.as(persona);
    expect([persona, (await post('/decode', { body, token: other.token })).status]).toEqual([
      persona,
      403,
    ]);
  }
  const host = new URL(api.url).host;
  for (const origin of ['https://evil.example', 'null', `http://${host}`, `${OWN}.evil.example`]) {
    expect([origin, (await post('/decode', { body, token, origin })).status]).toEqual([
      origin,
      403,
    ]);
  }
  expect((await post('/encode', { body, token, origin: OWN })).status).toBe(405);
  expect((await post('/encode', { body })).status).toBe(401);
  expect((await post('/decode', { token, body: { payloads: [{ data: '%%' }] } })).status).toBe(422);
  expect((await audited()).length).toBe(before);
});

test('no audit row, no answer', async () => {
  const { token } = await api.as('admin');
  const body = { payloads: await encrypted('secret') };
  await api.db.query('ALTER TABLE audit_event RENAME TO audit_event_away');
  try {
    const answer = await post('/decode', { token, origin: OWN, body });
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain(Buffer.from('secret').toString('base64'));
  } finally {
    await api.db.query('ALTER TABLE audit_event_away RENAME TO audit_event');
  }
});

test('the UI is told where to ask', async () => {
  const { token } = await api.as('admin');
  const answer = await fetch(`${api.url}/temporal/api/v1/settings`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(await answer.json()).toMatchObject({
    Codec: { Endpoint: `${OWN}/temporal-codec`, PassAccessToken: false, IncludeCredentials: true },
  });
});
