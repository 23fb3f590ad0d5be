import type { Principal } from '../../../domain/access/principal';
import { DomainError } from '../../../domain/errors';
import type { PeriodChange, PeriodWire } from '../../../domain/wire/finance';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { listPeriods } from '../account-queries';

/** Which states a month can go to from each. */
const NEXT: Record<PeriodWire['status'], PeriodWire['status'][]> = {
  open: ['closed'],
  closed: ['open', 'locked'],
  locked: [],
};

/**
 * Closes a month, opens it again with a reason, or locks it for good. Whoever posts into it at that moment is waited for.
 * A month that is in that state already stays so.
 * @param input.month "2026-11"
 * @throws DomainError conflict (locked, or not closed yet)
 */
export async function movePeriod(
  deps: { db: Database },
  input: { principal: Principal; month: string; change: PeriodChange },
): Promise<PeriodWire> {
  const { principal, month, change } = input;
  const startsOn = `${month}-01`;
  await deps.db.transaction(async (tx) => {
    tx.send('INSERT INTO accounting_period (starts_on) VALUES ($1) ON CONFLICT DO NOTHING', [
      startsOn,
    ]);
    const [period] = await tx.query<Pick<PeriodWire, 'status'>>(
      'SELECT status FROM accounting_period WHERE starts_on = $1 FOR UPDATE',
      [startsOn],
    );
    if (!period || period.status === change.status) return;
    if (!NEXT[period.status].includes(change.status))
      throw new DomainError('conflict', refusal(month, period.status));
    tx.send('UPDATE accounting_period SET status = $2 WHERE starts_on = $1', [
      ...[startsOn, change.status],
    ]);
    tx.send(
      `INSERT INTO accounting_period_change (starts_on, status, reason, changed_by) VALUES ($1, $2, $3, $4)`,
      [startsOn, change.status, change.reason ?? null, principal.id],
    );
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: `accounting-period.${change.status}`, channel: 'app' },
        ...{ subjectType: 'finance', subjectId: principal.id, details: { month } },
      },
    ]);
  });
  const [period] = await listPeriods(deps.db, { month });
  if (!period) throw new DomainError('not-found', 'There is no such month');
  return period;
}

function refusal(month: string, status: PeriodWire['status']): string {
  return status === 'locked'
    ? `The period ${month} is locked for good`
    : `The period ${month} is open: close it first`;
}
