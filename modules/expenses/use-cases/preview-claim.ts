import type { Principal } from '../../../domain/access/principal';
import { dateIn } from '../../../domain/dates/today';
import { claimTotal } from '../../../domain/expenses/claims';
import { findClaimOver, stopProblems } from '../../../domain/finance/budgets';
import { rateText } from '../../../domain/money/exchange';
import { toMoneyWire } from '../../../domain/money/money';
import type { ClaimPreview } from '../../../domain/wire/claim-preview';
import { toMileageWire } from '../../../domain/wire/mileage';
import { toPerDiemWire } from '../../../domain/wire/per-diem';
import type { Clock } from '../../../platform/clock/clock';
import type { Database } from '../../../platform/database/database';
import { budgetsOfClaim, claimedOf } from '../../budgets/use-cases/judge-claim';
import { projectProblems } from '../../projects/use-cases/charge-project';
import type { ClaimedLine } from '../claimed-lines';
import { assessClaim } from './assess-claim';

/** What a submission of these lines would find now, hard rules and missing rates included. Writes nothing. */
export async function previewClaim(
  deps: { db: Database; clock: Clock },
  input: {
    principal: Principal;
    lines: ClaimedLine[];
    project?: string | undefined;
    overBudgetReason?: string | undefined;
  },
): Promise<ClaimPreview> {
  const { principal, lines, project: code } = input;
  const today = dateIn(principal.zone, deps.clock.now());
  const of = { employeeId: principal.id, departmentId: principal.departmentId, today, lines };
  const [found, known, ofProject] = await Promise.all([
    assessClaim(deps.db, of),
    budgetsOfClaim(deps.db, of),
    projectProblems(deps.db, { code, requesterId: principal.id }),
  ]);
  const { priced, problems, violations, duplicates, mileage, perDiem } = found;
  const budgets = findClaimOver(known, claimedOf(lines, priced));
  return {
    total: priced.length > 0 ? toMoneyWire(claimTotal(priced.map(({ base }) => base))) : null,
    lines: priced.map(({ base, rate }, index) => {
      const [drive, journey] = [mileage.get(index), perDiem.get(index)];
      return {
        base: toMoneyWire(base),
        rate: rate === null ? null : rateText(rate),
        ...(drive ? { mileage: toMileageWire(drive) } : {}),
        ...(journey ? { perDiem: toPerDiemWire(journey) } : {}),
      };
    }),
    problems: [...problems, ...stopProblems(budgets, input.overBudgetReason), ...ofProject],
    budgets,
    violations: violations.map(({ line, rule, isHard, message }) => ({
      ...{ line, rule, message, strictness: isHard ? 'hard' : 'soft' },
    })),
    duplicates,
  };
}
