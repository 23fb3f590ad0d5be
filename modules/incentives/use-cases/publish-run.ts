import type { CalendarDate } from '../../../domain/dates/calendar';
import { periodOf, type PeriodLength } from '../../../domain/incentives/periods';
import type { IncentiveRunInput, IncentiveRunState } from '../../../domain/incentives/run-contract';
import { formatMoneyWire, parseMoney } from '../../../domain/money/money';
import type { StatementContent } from '../../../domain/wire/incentives';
import type { Database, Queryable, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { postEntry } from '../../finance/use-cases/post-entry';
import { notifyPeople } from '../../notifications/use-cases/notify-people';
import { auditRun } from './draw-run';

interface Deps {
  db: Database;
  bus: Bus;
}

/** How a run stands in the rows; one that is not there counts as given up. */
export async function readIncentiveRun(
  db: Queryable,
  { runId }: IncentiveRunInput,
): Promise<{ state: IncentiveRunState }> {
  const [run] = await db.query<{ state: IncentiveRunState }>(
    'SELECT status AS state FROM incentive_run WHERE id = $1',
    [runId],
  );
  return run ?? { state: 'discarded' };
}

/**
 * Publishes a run that is signed: its sellers see their statements from now on, and what these credit is never credited
 * again. Done again, it does nothing.
 */
export async function publishIncentiveRun(deps: Deps, { runId }: IncentiveRunInput): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [run] = await tx.query<{ planId: string }>(
      `UPDATE incentive_run SET status = 'published', published_at = clock_timestamp()
       WHERE id = $1 AND status = 'approved' RETURNING plan_id AS "planId"`,
      [runId],
    );
    if (!run) return;
    const statements = await creditStatements(tx, { runId, planId: run.planId });
    tell(deps, tx, statements);
    auditRun(tx, null, {
      ...{ runId, action: 'incentive-run.published' },
      details: { statements: statements.length },
    });
  });
}

/**
 * Enters what a published run pays into the books: an expense of each seller's department, owed to the seller. The
 * journal takes each statement once, however often this runs.
 */
export async function postIncentiveRun(
  { db }: { db: Database },
  { runId }: IncentiveRunInput,
): Promise<void> {
  await db.transaction((tx) => postRun(tx, runId));
}

/** {@link postIncentiveRun} in the caller's transaction. */
export async function postRun(tx: Transaction, runId: string): Promise<void> {
  const [run] = await tx.query<{ to: CalendarDate; from: CalendarDate; length: PeriodLength }>(
    `SELECT r.to_on AS "to", r.from_on AS "from", p.period AS length FROM incentive_run r
     JOIN incentive_plan p ON p.id = r.plan_id
     WHERE r.id = $1 AND r.status = 'published' AND r.posted_at IS NULL FOR UPDATE OF r`,
    [runId],
  );
  if (!run) return;
  const [accounts] = await tx.query<{ expense: string; owed: string }>(
    `SELECT account_for('incentives') AS expense, account_for('reimbursements') AS owed`,
  );
  if (!accounts) throw new Error('the accounts were not answered');
  const period = periodOf(run.length, run.from).name;
  for (const statement of await readPayable(tx, runId))
    await post(tx, { ...statement, ...accounts, on: run.to, period });
  await tx.query('UPDATE incentive_run SET posted_at = clock_timestamp() WHERE id = $1', [runId]);
}

/** Credits what the statements of a run say, in the caller's transaction: no later run credits it again. */
export async function creditStatements(
  tx: Transaction,
  { runId, planId }: { runId: string; planId: string },
): Promise<Published[]> {
  const statements = await readStatements(tx, runId);
  await writeCredits(tx, planId, statements);
  return statements;
}

/** A statement that is out. */
interface Published {
  id: string;
  employeeId: string;
  content: StatementContent;
}

async function readStatements(tx: Transaction, runId: string): Promise<Published[]> {
  const rows = await tx.query<{ id: string; employeeId: string; content: string }>(
    'SELECT id, employee_id AS "employeeId", content FROM incentive_statement WHERE run_id = $1 ORDER BY employee_id',
    [runId],
  );
  return rows.map((row) => ({ ...row, content: JSON.parse(row.content) as StatementContent }));
}

async function writeCredits(
  tx: Transaction,
  planId: string,
  statements: Published[],
): Promise<void> {
  await tx.query(
    `INSERT INTO incentive_credit (plan_id, statement_id, employee_id, kind, source_id, bonus_id, deal_id, base_minor,
       credit_minor)
     SELECT $1, c.* FROM jsonb_to_recordset($2::jsonb) AS c (statement_id uuid, employee_id uuid, kind text,
       source_id uuid, bonus_id uuid, deal_id uuid, base_minor bigint, credit_minor bigint)`,
    [planId, JSON.stringify(statements.flatMap(creditRows))],
  );
}

const minor = (money: { amount: string; currency: string }) => parseMoney(money).minor.toString();

function creditRows({ id, employeeId, content }: Published) {
  const of = { statement_id: id, employee_id: employeeId };
  return [
    ...content.lines.map(({ eventId, deal, base, credit }) => ({
      ...{ ...of, kind: 'credit', source_id: eventId, deal_id: deal.id },
      ...{ base_minor: minor(base), credit_minor: minor(credit) },
    })),
    ...content.bonuses.map(({ bonusId, eventId, deal, amount }) => ({
      ...{ ...of, kind: 'bonus', source_id: eventId, bonus_id: bonusId, deal_id: deal.id },
      ...{ base_minor: '0', credit_minor: minor(amount) },
    })),
    ...content.adjustments.map((adjustment) => ({
      ...{ ...of, kind: 'adjustment', source_id: adjustment.id },
      ...{ base_minor: '0', credit_minor: minor(adjustment.amount) },
    })),
  ];
}

function tell(deps: Deps, tx: Transaction, statements: Published[]): void {
  notifyPeople(
    deps,
    tx,
    statements.map(({ id, employeeId, content }) => ({
      userId: employeeId,
      type: 'incentive-statement',
      title: `Your incentives for ${content.period.name} are out`,
      body: `${formatMoneyWire(content.totals.payable)} by ${content.plan.name}`,
      link: `/incentives/statements/${id}`,
      dedupeKey: `incentive-statement.${id}`,
    })),
  );
}

interface Payable {
  id: string;
  name: string;
  departmentId: string | null;
  minor: string;
}

function readPayable(tx: Transaction, runId: string): Promise<Payable[]> {
  return tx.query<Payable>(
    `SELECT s.id, e.name, e.department_id AS "departmentId", s.payable_minor AS minor
     FROM incentive_statement s JOIN employee e ON e.id = s.employee_id
     WHERE s.run_id = $1 AND s.payable_minor > 0 ORDER BY s.employee_id`,
    [runId],
  );
}

async function post(
  tx: Transaction,
  of: Payable & { expense: string; owed: string; on: CalendarDate; period: string },
): Promise<void> {
  const amount = BigInt(of.minor);
  const item = { kind: 'incentive-statement', id: of.id, party: of.name, dueOn: of.on };
  await postEntry(tx, {
    source: { kind: 'incentive-statement', id: of.id, event: 'published' },
    ...{ on: of.on, by: null, memo: `Incentives of ${of.name} for ${of.period}`.slice(0, 300) },
    lines: [
      {
        ...{ accountId: of.expense, debit: amount },
        ...(of.departmentId === null ? {} : { departmentId: of.departmentId }),
      },
      { accountId: of.owed, credit: amount, item },
    ],
  });
}
