import { applyDecisions } from '../../modules/approvals/use-cases/apply-decisions';
import { startTestApi, type TestApi } from '../support/api';
import { decide, decideAll, undo, undoable } from '../support/undoable';

jest.setTimeout(120_000);

let api: TestApi;

beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

test('fifty undos against the instant of effect: exactly one of the two wins each time', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 50; index++) ids.push(await undoable(api, { seconds: 5 }));
  const decided = await decideAll(api, 'sales.manager', ids);
  await api.as('sales.manager');
  const races = decided.map(async ({ id, decision }, index) => {
    const at = Date.parse(decision?.takesEffectAt ?? '');
    const until = (instant: number) =>
      new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - Date.now())));
    const effect = async () => {
      for (const end = at + 1500; Date.now() < end;) {
        const input = { requestId: id, stage: 0, decisionIds: [decision?.id ?? ''] };
        const view = await applyDecisions(api.deps.approvals, input);
        if (view.steps[0]?.status === 'approved') return true;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      return false;
    };
    // From a second before to a moment after, most of them close to it: some are in time on any machine.
    const pressed = index < 10 ? at - 1000 + index * 80 : at - 200 + (index - 10) * 8;
    const [undone, applied] = await Promise.all([
      until(pressed).then(() => undo(api, 'sales.manager', id, decision?.id ?? '')),
      until(at - 40).then(effect),
    ]);
    return { status: undone.status, applied };
  });
  const outcomes = await Promise.all(races);
  for (const { status, applied } of outcomes)
    expect([status, applied]).toEqual(applied ? [409, true] : [200, false]);
  const won = outcomes.filter(({ applied }) => !applied).length;
  expect(won).toBeGreaterThan(0);
  expect(won).toBeLessThan(50);
  const rows = await api.db.query(
    `SELECT 1 FROM approval_undo u JOIN approval_decision d ON d.id = u.decision_id
     JOIN approval_step s ON s.id = d.step_id WHERE d.request_id = ANY($1) AND s.status = 'open'`,
    [ids],
  );
  expect(rows).toHaveLength(won);
});

test('ten undos at once take it back once', async () => {
  const id = await undoable(api);
  const { id: decisionId } = await decide(api, 'sales.manager', id);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => undo(api, 'sales.manager', id, decisionId)),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(answers.filter(({ code }) => code === 'already-undone')).toHaveLength(9);
  const tasks = await api.db.query(
    `SELECT status FROM approval_task WHERE request_id = $1 ORDER BY created_at, status`,
    [id],
  );
  expect(tasks).toEqual([{ status: 'undone' }, { status: 'open' }]);
});
