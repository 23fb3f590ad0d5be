import type { Outcome } from '../../../domain/approvals/vocabulary';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import { DomainError } from '../../../domain/errors';
import { periodOf, type PeriodLength } from '../../../domain/incentives/periods';
import type { MoneyWire } from '../../../domain/wire/common';
import type { Queryable, Transaction } from '../../../platform/database/database';
import { companyMoney } from '../plan-store';

/** A run as its approvers read it. */
interface SignableRun {
  plan: string;
  period: string;
  departmentId: string;
  department: string;
  people: number;
  payable: MoneyWire;
  hash: string;
}

interface RunRow extends Omit<SignableRun, 'payable' | 'period'> {
  length: PeriodLength;
  from: CalendarDate;
  to: CalendarDate;
  payable: string;
  status: string;
  problems: string[];
  mayRun: boolean;
}

/**
 * What is asked to be signed; locked when it is to be written.
 * @throws DomainError not-found (or not the requester's to run), conflict (not a draft, with problems, or its period goes
 *   on)
 */
export async function checkRun(
  db: Queryable,
  of: { runId: string; requesterId: string; today: CalendarDate },
): Promise<SignableRun> {
  const [row] = await db.query<RunRow>(
    `SELECT p.name AS plan, p.period AS length, r.from_on AS "from", r.to_on AS "to", d.id AS "departmentId",
       d.name AS department, r.people, r.payable_minor AS payable, r.hash, r.status, r.problems,
       (e.roles && ARRAY['admin', 'finance'] OR d.id IN (SELECT departments_headed_by(e.id))) AS "mayRun"
     FROM incentive_run r JOIN incentive_plan p ON p.id = r.plan_id JOIN department d ON d.id = p.department_id
     JOIN employee e ON e.id = $2 WHERE r.id = $1`,
    [of.runId, of.requesterId],
  );
  if (!row?.mayRun) throw new DomainError('not-found', 'There is no such run');
  requireSound(row, of.today);
  const { plan, departmentId, department, people, hash } = row;
  const period = periodOf(row.length, row.from).name;
  return {
    ...{ plan, period, departmentId, department, people, hash },
    payable: companyMoney(row.payable),
  };
}

function requireSound({ status, problems, to }: RunRow, today: CalendarDate): void {
  if (status !== 'draft') throw new DomainError('conflict', `This run is ${status}`);
  const [problem] = problems;
  if (problem) throw new DomainError('conflict', `It cannot be signed as it is: ${problem}`);
  if (to >= today)
    throw new DomainError(
      'conflict',
      `Its period ends on ${formatDate(to)}: until then this is a preview`,
    );
}

/** Takes a draft to be signed. @throws DomainError conflict when it is none any more */
export async function submitRun(tx: Transaction, runId: string): Promise<void> {
  const [moved] = await tx.query(
    `UPDATE incentive_run SET status = 'pending', revision = revision + 1 WHERE id = $1 AND status = 'draft' RETURNING id`,
    [runId],
  );
  if (!moved) throw new DomainError('conflict', 'This run is not a draft any more');
}

/** Signed, its statements are published by its workflow; refused, it is a draft again. */
export function closeRun(
  tx: Transaction,
  { runId, outcome }: { runId: string; outcome: Outcome },
): void {
  tx.send(
    `UPDATE incentive_run SET status = $2, revision = revision + 1 WHERE id = $1 AND status = 'pending'`,
    [runId, outcome === 'approved' ? 'approved' : 'draft'],
  );
}
