import { createHash } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import { DomainError, invalidInput } from '../../../domain/errors';
import { periodBefore, periodOf, type IncentivePeriod } from '../../../domain/incentives/periods';
import { belowCeiling } from '../../../domain/money/ceiling';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import type { Database, Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { drawStatements, type DrawnPeriod, type DrawnStatement } from '../draw-statements';
import { runsPlansOf } from '../policy';
import { requirePlan, type Plan } from '../plan-store';

interface Deps {
  db: Database;
  bus: Bus;
}

/**
 * Draws up the period of a plan that a day is in: a statement for everybody on it, frozen, which is what will be signed.
 * A draft before it is discarded. Periods are run in their order, so that nothing is skipped.
 * @throws DomainError not-found, forbidden, invalid-input (no version holds then), conflict (one is asked for or out, or
 *   the period before is not published)
 */
export async function drawRun(
  deps: Deps,
  principal: Principal,
  { planId, on }: { planId: string; on: CalendarDate },
): Promise<string> {
  return deps.db.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM incentive_plan WHERE id = $1 FOR UPDATE', [planId]);
    const plan = await requirePlan(tx, planId);
    requireRunner(principal, plan.departmentId);
    const period = periodOf(plan.period, on);
    await discardDraft(tx, { planId, period });
    const drawn = await drawStatements(tx, { plan, period });
    await requirePeriodBefore(tx, { plan, period, drawn });
    const runId = await writeRun(tx, principal, { plan, period, drawn });
    const details = { planId, period: period.name };
    auditRun(tx, principal.id, { runId, action: 'incentive-run.drawn', details });
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
    return runId;
  });
}

/** Gives a draft up. @throws DomainError not-found, forbidden, conflict (it is asked for, or out) */
export async function discardRun(deps: Deps, principal: Principal, id: string): Promise<void> {
  await deps.db.transaction(async (tx) => {
    const [run] = await tx.query<{ departmentId: string; status: string }>(
      `SELECT p.department_id AS "departmentId", r.status FROM incentive_run r JOIN incentive_plan p ON p.id = r.plan_id
       WHERE r.id = $1 FOR UPDATE OF r`,
      [id],
    );
    if (!run || !runsPlansOf(principal, run.departmentId))
      throw new DomainError('not-found', 'There is no such run');
    if (run.status !== 'draft') throw new DomainError('conflict', `This run is ${run.status}`);
    await tx.query(
      `UPDATE incentive_run SET status = 'discarded', revision = revision + 1 WHERE id = $1`,
      [id],
    );
    auditRun(tx, principal.id, { runId: id, action: 'incentive-run.discarded', details: {} });
    tx.afterCommit(() => deps.bus.publish({ topic: 'outbox' }));
  });
}

/** Writes down what became of a run, and by whom; null is nobody. */
export function auditRun(
  tx: Transaction,
  actorId: string | null,
  { runId, ...entry }: { runId: string; action: string; details: Record<string, unknown> },
): void {
  recordAudit(tx, [{ actorId, subjectType: 'incentive-run', subjectId: runId, ...entry }]);
}

function requireRunner(principal: Principal, departmentId: string): void {
  if (!runsPlansOf(principal, departmentId))
    throw new DomainError('forbidden', 'Runs are for finance, admins and the department’s head');
}

async function discardDraft(
  tx: Transaction,
  { planId, period }: { planId: string; period: IncentivePeriod },
): Promise<void> {
  const [run] = await tx.query<{ id: string; status: string }>(
    `SELECT id, status FROM incentive_run WHERE plan_id = $1 AND from_on = $2 AND status <> 'discarded' FOR UPDATE`,
    [planId, period.from],
  );
  if (!run) return;
  if (run.status !== 'draft')
    throw new DomainError('conflict', `The run of ${period.name} is ${run.status}`);
  await tx.query(
    `UPDATE incentive_run SET status = 'discarded', revision = revision + 1 WHERE id = $1`,
    [run.id],
  );
}

async function requirePeriodBefore(
  tx: Transaction,
  { plan, period, drawn }: { plan: Plan; period: IncentivePeriod; drawn: DrawnPeriod },
): Promise<void> {
  const first = drawn.versions[0];
  if (!first) {
    const message = `The plan has no version that holds by ${formatDate(period.to)}`;
    throw invalidInput([{ path: 'on', message }]);
  }
  const before = periodBefore(plan.period, period);
  if (first.from > before.to) return;
  const [published] = await tx.query(
    `SELECT 1 FROM incentive_run WHERE plan_id = $1 AND from_on = $2 AND status = 'published'`,
    [plan.id, before.from],
  );
  if (!published)
    throw new DomainError('conflict', `${before.name} comes first: it is not published yet`);
}

/**
 * Writes what was drawn up as a draft, in the caller's transaction.
 * @returns its id
 * @throws DomainError invalid-input at `on` when all of it is more than can be kept
 */
export async function writeRun(
  tx: Transaction,
  principal: Pick<Principal, 'id'>,
  of: { plan: Plan; period: IncentivePeriod; drawn: DrawnPeriod },
): Promise<string> {
  const statements = of.drawn.statements.map(frozen);
  const all = of.drawn.statements.reduce((sum, { reckoning }) => sum + reckoning.payable, 0n);
  const payable = belowCeiling({ minor: all, currency: COMPANY_CURRENCY }, 'on').minor;
  const hash = sha256(statements.map((one) => one.hash).join('\n'));
  const [run] = await tx.query<{ id: string }>(
    `INSERT INTO incentive_run (plan_id, from_on, to_on, problems, people, payable_minor, hash, drawn_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [
      ...[of.plan.id, of.period.from, of.period.to, JSON.stringify(of.drawn.problems)],
      ...[statements.length, payable, hash, principal.id],
    ],
  );
  if (!run) throw new Error('the run was not written');
  await tx.query(
    `INSERT INTO incentive_statement (run_id, employee_id, payable_minor, carried_minor, content, hash)
     SELECT $1, s.* FROM unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::text[]) AS s`,
    [
      run.id,
      statements.map(({ employeeId }) => employeeId),
      statements.map((one) => one.payable),
      statements.map((one) => one.carried),
      statements.map(({ content }) => content),
      statements.map((one) => one.hash),
    ],
  );
  return run.id;
}

function frozen({ seller, reckoning, content }: DrawnStatement) {
  const text = JSON.stringify(content);
  return {
    ...{ employeeId: seller.id, content: text, hash: sha256(text) },
    ...{ payable: String(reckoning.payable), carried: String(reckoning.carriedForward) },
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
