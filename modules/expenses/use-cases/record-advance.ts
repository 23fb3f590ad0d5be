import type { Principal } from '../../../domain/access/principal';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { formatMoney, parseMoney } from '../../../domain/money/money';
import type { MoneyWire } from '../../../domain/wire/common';
import type { AdvanceWire, NewAdvance } from '../../../domain/wire/expenses';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findAdvance, noSuchAdvance } from '../advance-queries';

interface Deps {
  db: Database;
  clock: Clock;
}

/**
 * Records money that somebody has been given: claims that are approved from now on use it before anything is paid.
 * @throws DomainError own-request (one's own), invalid-input (no such person, a day in the future)
 */
export async function recordAdvance(
  deps: Deps,
  input: { principal: Principal; advance: NewAdvance },
): Promise<AdvanceWire> {
  const id = await deps.db.transaction((tx) => recordAdvanceWithin(deps, tx, input));
  return findAdvance(deps.db, input.principal, id);
}

/** The same in the caller's transaction. @returns its id @throws as {@link recordAdvance} */
export async function recordAdvanceWithin(
  deps: { clock: Clock },
  tx: Transaction,
  { principal, advance }: { principal: Principal; advance: NewAdvance },
): Promise<string> {
  const { employeeId, paidOn, note } = advance;
  if (employeeId === principal.id)
    throw new DomainError('own-request', 'Your own advance is for a colleague to record');
  if (paidOn > dateIn(principal.zone, deps.clock.now()))
    throw invalidInput([{ path: 'paidOn', message: 'This date is in the future' }]);
  const { minor, currency } = parseMoney(advance.amount);
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO expense_advance (employee_id, currency, amount_minor, paid_on, note, recorded_by)
     SELECT e.id, $2, $3, $4, $5, $6 FROM employee e WHERE e.id = $1 AND e.active RETURNING id`,
    [employeeId, currency, minor.toString(), paidOn, note, principal.id],
  );
  if (!row) throw invalidInput([{ path: 'employeeId', message: 'There is no such person' }]);
  recordAudit(tx, [auditOf(principal, row.id, { action: 'recorded', employeeId })]);
  return row.id;
}

/**
 * Records what somebody has given back of an advance: at most what is open of it.
 * @throws DomainError not-found, own-request, invalid-input (more than is open)
 */
export async function returnAdvance(
  deps: Deps,
  input: { principal: Principal; id: string; amount: MoneyWire },
): Promise<AdvanceWire> {
  const { principal, id } = input;
  const { minor } = parseMoney(input.amount);
  await deps.db.transaction(async (tx) => {
    const [row] = await tx.query<{ employeeId: string; open: string; currency: string }>(
      `SELECT employee_id AS "employeeId", currency, amount_minor - settled_minor - returned_minor AS open
       FROM expense_advance WHERE id = $1 FOR UPDATE`,
      [id],
    );
    if (!row) throw noSuchAdvance();
    if (row.employeeId === principal.id)
      throw new DomainError('own-request', 'Your own advance is for a colleague to take back');
    const open = { minor: BigInt(row.open), currency: row.currency };
    if (minor > open.minor) {
      const message = `Only ${formatMoney(open)} of it is open`;
      throw invalidInput([{ path: 'amount.amount', message }]);
    }
    tx.send('UPDATE expense_advance SET returned_minor = returned_minor + $2 WHERE id = $1', [
      id,
      minor.toString(),
    ]);
    const { employeeId } = row;
    recordAudit(tx, [auditOf(principal, id, { action: 'returned', employeeId })]);
  });
  return findAdvance(deps.db, principal, id);
}

function auditOf(
  principal: Principal,
  id: string,
  { action, employeeId }: { action: string; employeeId: string },
) {
  return {
    actorId: principal.id,
    action: `expense-advance.${action}`,
    subjectType: 'expense-advance',
    subjectId: id,
    channel: 'app',
    details: { employeeId },
  };
}
