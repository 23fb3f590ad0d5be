import { decideApproval } from '../../modules/approvals/use-cases/decide-approval';
import { FORGERIES } from '../support/forged-tokens';
import { browse, nonceOf, type LinkBrowser } from '../support/link-browser';
import { LINK_SECRET, startLinkServer, type LinkServer } from '../support/mailed-links';

const FORGED = 10_000;
const CROSSED = 1_000;
const OPENINGS = 20;
const CLICKS = 200;
jest.setTimeout(300_000);

let server: LinkServer;
let browser: LinkBrowser;
beforeAll(async () => {
  server = await startLinkServer();
  browser = browse(server);
});
afterAll(() => server.stop());

const count = (values: (string | number)[]) =>
  values.reduce<Record<string, number>>((counts, value) => {
    counts[value] = (counts[value] ?? 0) + 1;
    return counts;
  }, {});

/** Runs jobs a few at a time, as a browser's connections would. */
async function inLanes<Result>(jobs: (() => Promise<Result>)[], lanes = 16): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < jobs.length; n = next++) results[n] = await jobs[n]!();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

test(`${FORGED} forged tokens: none accepted, no 5xx`, async () => {
  const [mine, foreign] = [await server.ask(), await server.ask()];
  const material = {
    token: mine.tokens.approve,
    other: foreign.tokens.approve,
    secret: LINK_SECRET,
  };
  const nonce = nonceOf(await browser.read(mine.tokens.approve));
  const forges = Object.values(FORGERIES);
  expect(forges.length).toBeGreaterThanOrEqual(14);
  const jobs = Array.from({ length: FORGED }, (_, n) => {
    const forge = forges[n % forges.length]!;
    const token = forge(material, Math.floor(n / forges.length));
    return async () =>
      (await browser.call(n % 3 ? 'GET' : 'POST', token, n % 3 ? {} : { form: { nonce } })).status;
  });
  const statuses = count(await inLanes(jobs));
  const others = Object.keys(statuses).filter((status) => status !== '401');
  expect(others).toEqual([]);
  expect(statuses['401']).toBe(FORGED);
  for (const { requestId } of [mine, foreign])
    expect(await browser.decisionsOf(requestId)).toEqual([]);
});

test(`${CROSSED} tokens of another request, step or approver, signed with the true key: none accepted`, async () => {
  const asked = await Promise.all(Array.from({ length: 10 }, () => server.ask()));
  const sorts = [
    'another request',
    'another step',
    'another approver',
    'another round',
    'another version',
  ];
  const jobs = Array.from({ length: CROSSED }, (_, n) => {
    const [own, other] = [asked[n % 10]!, asked[(n + 1) % 10]!];
    const material = { token: own.tokens.approve, other: other.tokens.reject, secret: LINK_SECRET };
    const token = FORGERIES[sorts[n % sorts.length]!]!(material, n);
    return async () => (await browser.call('GET', token)).status;
  });
  expect(count(await inLanes(jobs))).toEqual({ 401: CROSSED });
});

test(`${OPENINGS * 50} HEAD and GET of open links: none is used up`, async () => {
  const asked = await Promise.all(Array.from({ length: 25 }, () => server.ask()));
  const tokens = asked.flatMap(({ tokens }) => Object.values(tokens));
  const jobs = tokens.flatMap((token) =>
    Array.from({ length: OPENINGS }, (_, n) => async () => {
      return (await browser.call(n % 2 ? 'GET' : 'HEAD', token)).status;
    }),
  );
  expect(count(await inLanes(jobs))).toEqual({ 200: OPENINGS * 50 });
  const ids = asked.map(({ requestId }) => requestId);
  const used = `SELECT 1 FROM email_link WHERE request_id = ANY($1) AND (used_at IS NOT NULL OR revoked_at IS NOT NULL)`;
  expect(await server.db.query(used, [ids])).toEqual([]);
  const decided = 'SELECT 1 FROM approval_decision WHERE request_id = ANY($1)';
  expect(await server.db.query(decided, [ids])).toEqual([]);
});

test(`20 requests, ${CLICKS} clicks each from app and mail, both verdicts: 20 decisions, no 5xx`, async () => {
  const asked = await Promise.all(Array.from({ length: 20 }, () => server.ask()));
  const pages = await Promise.all(
    asked.map(async ({ tokens }) => ({
      approve: nonceOf(await browser.read(tokens.approve)),
      reject: nonceOf(await browser.read(tokens.reject)),
    })),
  );
  const inApp = async ({ requestId, approverId }: (typeof asked)[number], n: number) => {
    const verdict = n % 2 ? ('approve' as const) : ('reject' as const);
    const door = { channel: 'app', approvalId: requestId, approverId } as const;
    try {
      await decideApproval(server.deps.approvals, { door, verdict, receivedAt: new Date() });
      return 200;
    } catch (error) {
      return (error as { code?: string }).code ?? 'unexpected';
    }
  };
  const jobs = Array.from({ length: 20 * CLICKS }, (_, n) => {
    const at = n % 20;
    const verdict = n % 3 ? ('approve' as const) : ('reject' as const);
    return async () => {
      if (Math.floor(n / 20) % 4 === 0) return inApp(asked[at]!, n);
      const form = { nonce: pages[at]![verdict] };
      return (await browser.call('POST', asked[at]!.tokens[verdict], { form })).status;
    };
  });
  const seen = count(await inLanes(jobs, 40));
  expect(seen[200]).toBe(20);
  expect(Object.keys(seen).sort()).toEqual(['200', '409', 'already-decided']);
  const [rows] = await server.db.query<{ decisions: number; signals: number; used: number }>(
    `SELECT count(*)::int AS decisions,
       (SELECT count(*)::int FROM outbox_message WHERE payload->>'requestId' = ANY($1::text[])) AS signals,
       (SELECT count(*)::int FROM email_link WHERE request_id::text = ANY($1) AND used_at IS NOT NULL) AS used
     FROM approval_decision WHERE request_id::text = ANY($1)`,
    [asked.map(({ requestId }) => requestId)],
  );
  expect(rows).toMatchObject({ decisions: 20, signals: 20 });
  expect(rows!.used).toBeLessThanOrEqual(20);
});

test('a replay a second later and after the decision gets the same answer and has no effect', async () => {
  const asked = await server.ask();
  const form = { nonce: nonceOf(await browser.read(asked.tokens.approve)) };
  expect((await browser.call('POST', asked.tokens.approve, { form })).status).toBe(200);
  const replay = () => browser.call('POST', asked.tokens.approve, { form });
  const first = await replay();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const later = await replay();
  expect([first.status, later.status]).toEqual([409, 409]);
  expect(later.html).toBe(first.html);
  expect(await browser.decisionsOf(asked.requestId)).toHaveLength(1);
  const sent = `SELECT 1 FROM outbox_message WHERE payload->>'requestId' = $1`;
  expect(await server.db.query(sent, [asked.requestId])).toHaveLength(1);
});
