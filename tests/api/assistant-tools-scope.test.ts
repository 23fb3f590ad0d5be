import type { ToolOutcome } from '../../domain/assistant/tool';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';
import { runTool } from '../../modules/assistant/run-tool';
import { startAskers, type Askers } from '../support/assistant-tools';

let asking: Askers;
beforeAll(async () => {
  asking = await startAskers();
});
afterAll(() => asking.stop());

const ASKERS = [
  ...['admin', 'hr', 'finance', 'sales.head', 'sales.manager', 'sales.rep'],
  ...['consulting.head', 'consulting.manager', 'consultant2'],
];
const NEEDED: Record<string, Record<string, unknown>> = {
  project_pnl: { project: 'CON-003' },
  profit_and_loss: { from: '2026-04-01', to: '2026-09-30' },
  search_chat: { text: 'the' },
  who_is_out: { from: '2026-01-01', to: '2026-12-31' },
  budget_use: { month: '2026-10' },
};

/** What is read, without links: those of records that are not visible lead to a list. */
const read = (outcome: ToolOutcome) =>
  outcome.kind === 'rows'
    ? { ...outcome.table, rows: outcome.table.rows.map(({ cells }) => cells) }
    : outcome;

test.each(ASKERS)(
  'for %s the tools keep the scope themselves, and row-level security takes nothing more away',
  async (login) => {
    const principal = await asking.principal(login);
    const asOwner = {
      reader: {
        read: <R>(_: unknown, work: (rows: typeof asking.db) => Promise<R>) => work(asking.db),
      },
      ...{ clock: { now: () => new Date() }, enabled: () => true, hiddenFields: new Set<string>() },
    };
    for (const { name } of TOOL_DEFINITIONS) {
      const args = NEEDED[name] ?? {};
      const alone = await runTool(asOwner, principal, { name, args });
      expect([name, read(alone.outcome)]).toEqual([
        name,
        read(await asking.outcome(login, name, args)),
      ]);
    }
  },
);

test('the asker of one call is nobody in the next', async () => {
  const logins = Array.from({ length: 40 }, (_, at) => ASKERS[at % ASKERS.length] ?? 'hr');
  const one = (login: string) => asking.outcome(login, 'expense_totals', { groupBy: 'person' });
  const alone = new Map<string, ToolOutcome>();
  for (const login of ASKERS) alone.set(login, await one(login));
  const together = await Promise.all(logins.map(one));
  expect(together).toEqual(logins.map((login) => alone.get(login)));
  expect(
    new Set([...alone.values()].map((outcome) => JSON.stringify(outcome))).size,
  ).toBeGreaterThan(5);
});

test('a change of manager counts from the next call on', async () => {
  const seen = async () => (await asking.table('sales.manager', 'find_people')).rowCount;
  const before = await seen();
  await asking.db.query(
    `UPDATE employee SET manager_id = (SELECT id FROM employee WHERE email = 'sales.head@netra.example')
     WHERE email = 'sales.rep2@netra.example'`,
  );
  expect(await seen()).toBe(before - 1);
  expect(await asking.reason('sales.manager', 'leave_balance', { person: 'Vikram Joshi' })).toMatch(
    /^There is no person/,
  );
});

test('what is stopped, and what takes too long, is said; no other fault is hidden', async () => {
  const principal = await asking.principal('admin');
  const failing = (error: Error) => ({
    reader: { read: () => Promise.reject(error) },
    ...{ clock: { now: () => new Date() }, enabled: () => true, hiddenFields: new Set<string>() },
  });
  const call = { name: 'deals', args: {} };
  const late = Object.assign(new Error('canceling statement due to statement timeout'), {
    code: '57014',
  });
  expect((await runTool(failing(late), principal, call)).outcome).toEqual({
    kind: 'nothing',
    reason: 'It took too long: ask for a shorter period or for less',
  });
  const signal = AbortSignal.abort();
  expect((await runTool(failing(late), principal, call, { signal })).outcome).toEqual({
    kind: 'nothing',
    reason: 'It was stopped',
  });
  await expect(runTool(failing(new Error('broken')), principal, call)).rejects.toThrow('broken');
});
