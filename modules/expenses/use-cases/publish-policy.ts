import { parseMoney } from '../../../domain/money/money';
import type { ExpensePolicyWire, NewExpensePolicy } from '../../../domain/wire/expenses';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { listExpensePolicies } from '../policy-queries';

/**
 * Sets a version of the expense policy for expenses from its first day on: the version that was for that day ends there,
 * and one that begins later stays. One that began the same day is replaced. Claims that were sent already keep what they
 * were judged by.
 */
export async function publishExpensePolicy(
  deps: { db: Database },
  input: { by: string; wanted: NewExpensePolicy },
): Promise<ExpensePolicyWire> {
  const { by, wanted } = input;
  const id = await deps.db.transaction(async (tx) => {
    tx.send('LOCK TABLE expense_policy_version IN SHARE ROW EXCLUSIVE MODE');
    tx.send(
      `UPDATE expense_policy_version SET valid = daterange(starts_on, $1::date) WHERE valid @> $1::date`,
      [wanted.startsOn],
    );
    const [version] = await tx.query<{ id: string; number: number }>(
      `INSERT INTO expense_policy_version (number, starts_on, valid, note, set_by)
       SELECT coalesce(max(number), 0) + 1, $1::date,
         daterange($1::date, min(starts_on) FILTER (WHERE starts_on > $1::date AND NOT isempty(valid))), $2, $3
       FROM expense_policy_version RETURNING id, number`,
      [wanted.startsOn, wanted.note, by],
    );
    if (!version) throw new Error('the version was not written');
    tx.send(
      `INSERT INTO expense_policy_rule (version_id, category, rule, limit_minor, days, is_hard)
       SELECT $1, r.category, r.rule, r.limit_minor, r.days, r.is_hard
       FROM jsonb_to_recordset($2::jsonb)
         AS r (category text, rule text, limit_minor bigint, days integer, is_hard boolean)`,
      [version.id, JSON.stringify(wanted.rules.map(columnsOf))],
    );
    recordAudit(tx, [
      {
        actorId: by,
        action: 'expense-policy.set',
        subjectType: 'expense-policy',
        subjectId: version.id,
        channel: 'app',
        details: { number: version.number, startsOn: wanted.startsOn, rules: wanted.rules.length },
      },
    ]);
    return version.id;
  });
  const versions = await listExpensePolicies(deps.db);
  return versions.find((version) => version.id === id) as ExpensePolicyWire;
}

function columnsOf({ category, rule, limit, days, strictness }: NewExpensePolicy['rules'][number]) {
  return {
    ...{ category, rule, days: days ?? null, is_hard: strictness === 'hard' },
    limit_minor: limit ? parseMoney(limit).minor.toString() : null,
  };
}
