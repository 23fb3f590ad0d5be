import type { Approval } from '../../domain/wire/approvals';
import { SHORTEST_READING_MS } from '../../domain/mail/safety';
import { startTestApi, type TestApi } from '../support/api';
import { letItPass, tokensOf, undoable } from '../support/undoable';
import { workOn } from '../support/worker-by-hand';

jest.setTimeout(60_000);

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Shown {
  status: number;
  html: string;
}

async function call(
  path: string,
  nonce?: string,
  headers: Record<string, string> = {},
): Promise<Shown> {
  const answer = await fetch(`${api.url}/email-actions/${path}`, {
    headers,
    ...(nonce === undefined ? {} : { method: 'POST', body: new URLSearchParams({ nonce }) }),
  });
  return { status: answer.status, html: await answer.text() };
}

const nonceIn = ({ html }: Shown) => /name="nonce" value="([^"]+)"/.exec(html)?.[1] ?? '';
const reading = () => new Promise((resolve) => setTimeout(resolve, SHORTEST_READING_MS));

/** Decides by the link, and answers the page of it. */
async function press(token: string): Promise<Shown> {
  const page = await call(token);
  await reading();
  return call(token, nonceIn(page));
}

const standing = (id: string) =>
  api.db.query(
    `SELECT 1 FROM approval_decision d WHERE d.request_id = $1
       AND NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id)`,
    [id],
  );

test('the page of a decision takes it back by a form, without signing in, and once', async () => {
  const id = await undoable(api);
  const { approve } = await tokensOf(api, id, 'sales.manager');
  const recorded = await press(approve);
  expect(recorded.status).toBe(200);
  expect(recorded.html).toContain(`action="/email-actions/${approve}/undo"`);
  expect(recorded.html).toContain('when it takes effect');
  // Looking at it, however often, takes nothing back.
  for (let n = 0; n < 3; n++) expect((await call(`${approve}/undo`)).status).toBe(409);
  expect(await standing(id)).toHaveLength(1);
  await reading();
  const undone = await call(`${approve}/undo`, nonceIn(recorded));
  expect(undone.status).toBe(200);
  expect(undone.html).toContain('Your decision was taken back');
  expect(await standing(id)).toHaveLength(0);
  const second = await call(`${approve}/undo`, nonceIn(recorded));
  expect([second.status, /taken this decision back/.test(second.html)]).toEqual([409, true]);
  expect((await call(approve)).status).toBe(409);

  const fresh = await tokensOf(api, id, 'sales.manager');
  expect(fresh.reject).not.toBe('');
  expect((await press(fresh.reject)).status).toBe(200);
  const manager = await api.as('sales.manager');
  const { timeline } = (await manager.get(`/approvals/${id}`)).body as Approval;
  expect(timeline.map(({ text }) => text)).toContain('Took the approval back by mailed link');
});

test('the link opened again leads to the same way back, from either link of the mail', async () => {
  const id = await undoable(api);
  const { approve, reject } = await tokensOf(api, id, 'sales.manager');
  await press(approve);
  const page = await call(reject);
  expect([page.status, page.html.includes('Undo')]).toEqual([409, true]);
  await reading();
  expect((await call(`${reject}/undo`, nonceIn(page))).status).toBe(200);
});

test('a form of another link, a made-up one and one pressed at once take nothing back', async () => {
  const [id, other] = [await undoable(api), await undoable(api, { owner: 'sales.rep2' })];
  const { approve } = await tokensOf(api, id, 'sales.manager');
  const foreign = await call((await tokensOf(api, other, 'sales.manager')).approve);
  const recorded = await press(approve);
  for (const nonce of ['', '1.x', nonceIn(foreign), nonceIn(recorded)])
    expect((await call(`${approve}/undo`, nonce)).status).toBe(400);
  expect((await call(`${approve.slice(0, -2)}xx/undo`, nonceIn(recorded))).status).toBe(401);
  const head = await api.as('sales.head');
  const asOther = { authorization: `Bearer ${head.token}` };
  await reading();
  expect((await call(`${approve}/undo`, nonceIn(recorded), asOther)).status).toBe(403);
  expect(await standing(id)).toHaveLength(1);
});

test('after the window there is no way back, and what was decided in the app has none by mail', async () => {
  const [id, inApp] = [await undoable(api), await undoable(api)];
  const { approve } = await tokensOf(api, id, 'sales.manager');
  const recorded = await press(approve);
  const [row] = await api.db.query<{ id: string }>(
    'SELECT id FROM approval_decision WHERE request_id = $1',
    [id],
  );
  await letItPass(api, row?.id ?? '');
  await reading();
  const late = await call(`${approve}/undo`, nonceIn(recorded));
  expect([late.status, /too late/.test(late.html)]).toEqual([409, true]);
  expect((await call(approve)).html).not.toContain('/undo');
  expect(await workOn(api, id)).toBe('approved');

  const links = await tokensOf(api, inApp, 'sales.manager');
  const body = { verdict: 'approve' };
  await (await api.as('sales.manager')).post(`/approvals/${inApp}/decisions`, body);
  expect((await call(links.approve)).html).not.toContain('/undo');
});
