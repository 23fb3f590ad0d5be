import type { Principal } from '../../../domain/access/principal';
import type { CompOffRuleWire, SetCompOffRule } from '../../../domain/wire/comp-off';
import type { Database, Queryable } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';

/** How overtime becomes leave, the newest rule first. */
export function listCompOffRules(db: Queryable): Promise<CompOffRuleWire[]> {
  return db.query<CompOffRuleWire>(
    `SELECT valid_from AS "validFrom", half_day_minutes / 60.0::float8 AS "halfDayHours", valid_days AS "validDays"
     FROM comp_off_rule ORDER BY valid_from DESC`,
  );
}

/** Says how overtime worked from a day on becomes leave, in place of what was said of that day. What was credited stays. */
export async function setCompOffRule(
  { db }: { db: Database },
  principal: Principal,
  { validFrom, halfDayHours, validDays }: SetCompOffRule,
): Promise<CompOffRuleWire> {
  await db.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO comp_off_rule (valid_from, half_day_minutes, valid_days, set_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (valid_from) DO UPDATE SET half_day_minutes = excluded.half_day_minutes,
         valid_days = excluded.valid_days, set_by = excluded.set_by, set_at = now()`,
      [validFrom, halfDayHours * 60, validDays, principal.id],
    );
    const entry = { actorId: principal.id, action: 'comp-off-rule.set', channel: 'app' };
    const details = { validFrom, halfDayHours, validDays };
    recordAudit(tx, [{ ...entry, subjectType: 'leave-policy', subjectId: principal.id, details }]);
  });
  return { validFrom, halfDayHours, validDays };
}
