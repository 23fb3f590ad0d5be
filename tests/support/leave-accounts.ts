import { addDays } from '../../domain/dates/calendar';
import type { PolicyVersion } from '../../modules/leave/policy-versions';
import type { Database } from '../../platform/database/database';

/** What a policy of the tests says, unless they say otherwise. */
type Rules = Partial<PolicyVersion> & Pick<PolicyVersion, 'type' | 'validFrom' | 'annualUnits'>;

/** Sets what holds for a type from a day on, also in years in which nobody may set anything any more. */
export async function setLeaveRules(db: Database, wanted: Rules): Promise<void> {
  const rules = {
    ...{ frequency: 'monthly', prorate: true, carryMax: null, carryMonths: null },
    ...{ floor: 0, sandwich: 'none', encashMax: 0, encashReserve: 0 },
    ...wanted,
  };
  await db.transaction(async (tx) => {
    await tx.query(
      'UPDATE leave_policy_version SET valid_to = $2 WHERE type = $1 AND valid_to IS NULL',
      [rules.type, addDays(rules.validFrom, -1)],
    );
    await tx.query(
      `INSERT INTO leave_policy_version (type, valid_from, annual_units, frequency, prorate, carry_max, carry_months,
         floor, encash_max, encash_reserve, sandwich)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $10, $11, $9)`,
      [
        ...[rules.type, rules.validFrom, rules.annualUnits, rules.frequency, rules.prorate],
        ...[rules.carryMax, rules.carryMonths, rules.floor, rules.sandwich],
        ...[rules.encashMax, rules.encashReserve],
      ],
    );
  });
}

/** Balances whose buckets, ledger and own figures do not agree: none, whatever has happened. */
export function bucketsThatDiffer(db: Database): Promise<object[]> {
  return db.query(
    `SELECT b.employee_id, b.type, b.granted, b.held, b.taken, l.*, k.* FROM leave_balance b
     LEFT JOIN LATERAL (
       SELECT coalesce(sum(CASE WHEN entry = 'grant' THEN units WHEN entry IN ('expire', 'deduct', 'encash') THEN -units
           END), 0) AS given,
         coalesce(sum(CASE entry WHEN 'hold' THEN units WHEN 'release' THEN -units END), 0) AS held,
         coalesce(sum(CASE entry WHEN 'take' THEN units WHEN 'restore' THEN -units END), 0) AS taken
       FROM leave_ledger l WHERE l.employee_id = b.employee_id AND l.type = b.type) l ON true
     LEFT JOIN LATERAL (
       SELECT coalesce(sum(granted - removed), 0) AS kept, coalesce(sum(used), 0) AS used
       FROM leave_bucket k WHERE k.employee_id = b.employee_id AND k.type = b.type) k ON true
     WHERE (b.granted, b.held, b.taken) IS DISTINCT FROM (l.given, l.held, l.taken)
       OR (b.granted, b.held + b.taken) IS DISTINCT FROM (k.kept, k.used)`,
  );
}
