import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { requireCompanyCurrency } from '../../../domain/money/company-currency';
import { parseMoney } from '../../../domain/money/money';
import type { NewWorkRate, WorkRateWire } from '../../../domain/wire/timesheets';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { priceLines } from '../price-lines';
import { findWorkRate } from '../rate-queries';

/**
 * Says what an hour of a person, a role or a grade is worth from a day on, in place of what was said of that day. Time that
 * has a price keeps it; time that waited for this rate has its price now.
 * @throws DomainError forbidden (one's own cost), invalid-input (no such person, another currency)
 */
export async function setWorkRate(
  { db }: { db: Database },
  input: { principal: Principal; rate: NewWorkRate },
): Promise<WorkRateWire> {
  const { principal, rate } = input;
  requireCompanyCurrency({ hour: rate.hour });
  if (rate.kind === 'cost' && rate.employeeId === principal.id)
    throw new DomainError('forbidden', 'Somebody else must set your own cost rate');
  return db.transaction(async (tx) => {
    await requirePerson(tx, rate.employeeId);
    const id = await writeRate(tx, principal, rate);
    priceLines(tx, null);
    audit(tx, principal, { id, rate });
    return findWorkRate(tx, id);
  });
}

async function requirePerson(tx: Transaction, employeeId: string | undefined): Promise<void> {
  if (employeeId === undefined) return;
  const people = await tx.query('SELECT FROM employee WHERE id = $1', [employeeId]);
  if (people.length === 0)
    throw invalidInput([{ path: 'employeeId', message: 'There is no such person' }]);
}

async function writeRate(
  tx: Transaction,
  principal: Principal,
  { kind, employeeId, role, grade, validFrom, hour }: NewWorkRate,
): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `INSERT INTO work_rate (kind, employee_id, project_role, grade, valid_from, hour_minor, set_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT ON CONSTRAINT work_rate_once DO UPDATE SET hour_minor = excluded.hour_minor, set_by = excluded.set_by,
       set_at = now() RETURNING id`,
    [
      ...[kind, employeeId ?? null, role ?? null, grade ?? null, validFrom],
      ...[parseMoney(hour).minor.toString(), principal.id],
    ],
  );
  return row!.id;
}

/** Whose, which and from when; what it is worth is in no trail. */
function audit(tx: Transaction, principal: Principal, of: { id: string; rate: NewWorkRate }): void {
  const { kind, employeeId, role, grade, validFrom } = of.rate;
  const details = { kind, employeeId, role, grade, validFrom };
  recordAudit(tx, [
    {
      ...{ actorId: principal.id, action: 'work-rate.set', channel: 'app' },
      ...{ subjectType: 'work-rate', subjectId: of.id, details },
    },
  ]);
}
