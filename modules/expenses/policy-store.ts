import type { CalendarDate } from '../../domain/dates/calendar';
import type { ExpenseCategory } from '../../domain/expenses/claims';
import type { ExpensePolicy, ExpenseRule } from '../../domain/expenses/policy';
import type { Queryable } from '../../platform/database/database';

/** A version as its rows are, with its rules as JSON. */
export interface PolicyVersionRow {
  id: string;
  number: number;
  startsOn: CalendarDate;
  /** Null: until a later version begins. */
  until: CalendarDate | null;
  /** Another version for the same first day took its place. */
  isReplaced: boolean;
  note: string;
  setById: string;
  setByName: string;
  setAt: Date;
  rules: {
    category: ExpenseCategory;
    rule: ExpenseRule;
    minor: string | null;
    days: number | null;
    isHard: boolean;
  }[];
}

const SELECT = `SELECT v.id, v.number, v.starts_on AS "startsOn", upper(v.valid) AS until, isempty(v.valid) AS "isReplaced",
    v.note, e.id AS "setById", e.name AS "setByName", v.set_at AS "setAt",
    (SELECT coalesce(json_agg(json_build_object('category', r.category, 'rule', r.rule, 'minor', r.limit_minor::text,
       'days', r.days, 'isHard', r.is_hard) ORDER BY r.category, r.rule), '[]')
     FROM expense_policy_rule r WHERE r.version_id = v.id) AS rules
  FROM expense_policy_version v JOIN employee e ON e.id = v.set_by`;

/** Every version, those that begin last first. */
export function readVersions(db: Queryable): Promise<PolicyVersionRow[]> {
  return db.query<PolicyVersionRow>(`${SELECT} ORDER BY v.starts_on DESC, v.number DESC`);
}

/** The versions that are for any of these dates, as the rules of the domain take them. */
export async function policiesFor(
  db: Queryable,
  dates: { first: CalendarDate; last: CalendarDate },
): Promise<ExpensePolicy[]> {
  const rows = await db.query<PolicyVersionRow>(
    `${SELECT} WHERE v.valid && daterange($1::date, $2::date, '[]')`,
    [dates.first, dates.last],
  );
  return rows.map(({ number, startsOn, until, rules }) => ({
    ...{ number, from: startsOn, until },
    rules: rules.map(({ minor, ...rule }) => ({
      ...rule,
      minor: minor === null ? null : BigInt(minor),
    })),
  }));
}
