import { CLAIM_CURRENCY } from '../../domain/expenses/claims';
import { toMoneyWire } from '../../domain/money/money';
import type { ExpensePolicyWire } from '../../domain/wire/expenses';
import type { Queryable } from '../../platform/database/database';
import { readVersions, type PolicyVersionRow } from './policy-store';

/** Every version of the expense policy, those that begin last first. Everybody may read what is paid for. */
export async function listExpensePolicies(db: Queryable): Promise<ExpensePolicyWire[]> {
  return (await readVersions(db)).map(presentVersion);
}

function presentVersion(row: PolicyVersionRow): ExpensePolicyWire {
  const { id, number, startsOn, until, isReplaced, note, setAt } = row;
  return {
    ...{ id, number, startsOn, until, replaced: isReplaced, note, setAt: setAt.toISOString() },
    setBy: { id: row.setById, name: row.setByName },
    rules: row.rules.map(({ category, rule, minor, days, isHard }) => ({
      ...{ category, rule, strictness: isHard ? 'hard' : 'soft' },
      ...(minor === null
        ? {}
        : { limit: toMoneyWire({ minor: BigInt(minor), currency: CLAIM_CURRENCY }) }),
      ...(days === null ? {} : { days }),
    })),
  };
}
