import { addDays } from '../../domain/dates/calendar';
import type { DecisionWire } from '../../domain/wire/approvals';
import type { OnboardingDetail } from '../../domain/wire/onboarding';
import type { ProbationWire } from '../../domain/wire/probation';
import { applyDecisions } from '../../modules/approvals/use-cases/apply-decisions';
import { closeRequest } from '../../modules/approvals/use-cases/close-request';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import { readOnboarding } from '../../modules/onboarding/use-cases/advance-onboarding';
import { openProbationReview } from '../../modules/probation/use-cases/open-review';
import { startTestApi, type TestApi, type TestClient } from '../support/api';
import type { Persona } from '../support/company';
import { startFor } from '../support/onboarding';
import { today } from '../support/records';

jest.setTimeout(60_000);

let api: TestApi;
let hr: TestClient;
beforeAll(async () => {
  api = await startTestApi();
  hr = await api.as('hr');
});
afterAll(() => api.stop());

const idOf = (persona: Persona) => api.company.people[persona];
const probationOf = async (persona: Persona, reader: TestClient = hr) =>
  ((await reader.get(`/people/${idOf(persona)}/probation`)).body as ProbationWire).probation;
const propose = async (reviewer: Persona, persona: Persona, proposal: object) =>
  (await api.as(reviewer)).post('/probation-reviews', {
    ...{ personId: idOf(persona), reason: 'As we talked about' },
    ...proposal,
  });
const bellOf = async (persona: Persona, type: string) =>
  (
    (await (await api.as(persona)).get('/notifications?limit=200')).body as {
      items: { type: string; title: string; link: string }[];
    }
  ).items.filter((row) => row.type === type);
const viewOf = (onboardingId: string) => readOnboarding(api.db, { onboardingId });

/** Puts somebody on probation that ends in some days. */
async function probation(persona: Persona, days: number): Promise<OnboardingDetail> {
  return startFor(hr, idOf(persona), {
    ...{ dayZero: '2026-06-01', probationUntil: addDays(today(), days) },
  });
}

/** Has HR decide on a review, by the steps that the workflow takes. */
async function decide(
  answer: { status: number; body: unknown },
  verdict: 'approve' | 'reject' = 'approve',
): Promise<void> {
  const { approvalId: requestId } = answer.body as { approvalId: string };
  expect(answer.status).toBe(201);
  const deps = api.deps.approvals;
  await openStage(deps, { requestId, stage: 0 });
  const decided = await hr.post(`/approvals/${requestId}/decisions`, { verdict, comment: 'Read' });
  const { decision } = decided.body as { decision: DecisionWire };
  await applyDecisions(deps, { requestId, stage: 0, decisionIds: [decision.id] });
  const outcome = verdict === 'approve' ? 'approved' : 'rejected';
  await closeRequest(deps, { requestId, outcome });
}

test('a review is asked for of the manager once, confirms with the signature, and the person hears of it', async () => {
  const { id } = await probation('consultant', 3);
  const view = await viewOf(id);
  expect(view.probation!.opensAt).toBeLessThan(Date.now());
  await openProbationReview(api.deps, { onboardingId: id });
  await openProbationReview(api.deps, { onboardingId: id });
  const [bell, ...more] = await bellOf('consulting.manager', 'probation-review-due');
  expect(more).toEqual([]);
  expect(bell!.link).toBe(`/requests/new/probation-review?person=${idOf('consultant')}`);
  expect((await viewOf(id)).probation).toEqual({ opensAt: null });
  expect(await probationOf('consultant')).toMatchObject({ state: 'running', reviewIsOpen: true });

  const answer = await propose('consulting.manager', 'consultant', { outcome: 'confirm' });
  expect((await propose('consulting.head', 'consultant', { outcome: 'confirm' })).status).toBe(409);
  expect(await probationOf('consultant')).toMatchObject({
    ...{ state: 'running', reviewIsOpen: false, mayReview: false },
    approvalId: (answer.body as { approvalId: string }).approvalId,
  });
  const before = await api.db.query<{ revision: number }>(
    'SELECT revision FROM onboarding WHERE id = $1',
    [id],
  );
  await decide(answer);
  expect(await probationOf('consultant')).toMatchObject({
    ...{ state: 'confirmed', confirmedOn: today(), approvalId: null, mayReview: false },
  });
  expect((await viewOf(id)).probation).toBeUndefined();
  const after = await api.db.query<{ revision: number }>(
    'SELECT revision FROM onboarding WHERE id = $1',
    [id],
  );
  expect(after[0]!.revision).toBe(before[0]!.revision + 1);
  expect(await bellOf('consultant', 'probation-settled')).toMatchObject([
    { title: 'Your probation is confirmed' },
  ]);
  await expect(
    api.db.query(`UPDATE probation SET status = 'running', settled_at = NULL, confirmed_on = NULL`),
  ).rejects.toThrow('a probation that is over stays so');
});

test('it is extended once, and its review is asked for again', async () => {
  const { id } = await probation('consultant2', 3);
  await openProbationReview(api.deps, { onboardingId: id });
  const until = addDays(today(), 90);
  const early = await propose('consulting.manager', 'consultant2', {
    ...{ outcome: 'extend', until: addDays(today(), 2) },
  });
  expect(early).toMatchObject({ status: 422, body: { errors: [{ path: 'until' }] } });
  await decide(await propose('consulting.manager', 'consultant2', { outcome: 'extend', until }));
  expect(await probationOf('consultant2')).toMatchObject({
    ...{ state: 'running', endsOn: until, extensions: 1, reviewIsOpen: false },
  });
  expect((await viewOf(id)).probation!.opensAt).toBeGreaterThan(Date.now());
  await openProbationReview(api.deps, { onboardingId: id });
  const bells = await bellOf('consulting.manager', 'probation-review-due');
  expect(bells.filter(({ link }) => link.endsWith(idOf('consultant2')))).toHaveLength(2);
  const again = await propose('consulting.manager', 'consultant2', {
    ...{ outcome: 'extend', until: addDays(today(), 180) },
  });
  expect(again).toMatchObject({ status: 422, body: { errors: [{ path: 'outcome' }] } });
});

test('ending it starts the off-boarding for the last day', async () => {
  await probation('sales.rep', 3);
  const past = await propose('sales.manager', 'sales.rep', {
    ...{ outcome: 'end', lastDay: addDays(today(), -1) },
  });
  expect(past).toMatchObject({ status: 422, body: { errors: [{ path: 'lastDay' }] } });
  const lastDay = addDays(today(), 14);
  await decide(await propose('sales.manager', 'sales.rep', { outcome: 'end', lastDay }));
  expect(await probationOf('sales.rep')).toMatchObject({ state: 'ended', lastDay });
  const { items } = (await hr.get(`/onboardings?personId=${idOf('sales.rep')}`)).body as {
    items: OnboardingDetail[];
  };
  expect(items.map(({ purpose, dayZero }) => [purpose, dayZero])).toContainEqual([
    'offboarding',
    lastDay,
  ]);
});

test('only those above a person, HR and admins review, never themselves; rejected, nothing changes', async () => {
  await probation('sales.rep2', 3);
  for (const persona of ['sales.rep2', 'sales.rep', 'consulting.head', 'finance'] as const) {
    const answer = await propose(persona, 'sales.rep2', { outcome: 'confirm' });
    expect([persona, answer.status]).toEqual([persona, 422]);
  }
  expect((await propose('sales.manager', 'finance', { outcome: 'confirm' })).status).toBe(422);
  const rep = await api.as('sales.rep2');
  expect(await probationOf('sales.rep2', rep)).toMatchObject({ mayReview: false });
  expect(
    (await (await api.as('consultant')).get(`/people/${idOf('sales.rep2')}/probation`)).status,
  ).toBe(404);
  const answer = await propose('sales.head', 'sales.rep2', { outcome: 'confirm' });
  await decide(answer, 'reject');
  expect(await probationOf('sales.rep2')).toMatchObject({ state: 'running', approvalId: null });
  expect(await bellOf('sales.rep2', 'probation-settled')).toEqual([]);
});

test('a probation begins with an onboarding, ends after its first day, and is the only one', async () => {
  const start = (persona: Persona, over: object) =>
    hr.post('/onboardings', { personId: idOf(persona), dayZero: '2026-06-01', ...over });
  const early = { probationUntil: '2026-06-01' };
  expect(await start('finance', early)).toMatchObject({
    status: 422,
    body: { errors: [{ path: 'probationUntil' }] },
  });
  const leaving = { purpose: 'offboarding', probationUntil: '2026-12-01' };
  expect((await start('finance', leaving)).status).toBe(422);
  const { id } = await probation('finance', 30);
  await hr.post(`/onboardings/${id}/cancel`, { reason: 'Begun twice' });
  expect(await probationOf('finance')).toBeNull();
  expect((await viewOf(id)).probation).toBeUndefined();
});
