import type { CalendarDate } from '../../../domain/dates/calendar';
import type { FieldProblem } from '../../../domain/errors';
import {
  claimProblems,
  priceLines,
  type ClaimLine,
  type PricedLine,
} from '../../../domain/expenses/claims';
import { findDuplicates, type DuplicateWarning } from '../../../domain/expenses/duplicates';
import { findViolations, type Violation } from '../../../domain/expenses/policy';
import { parseMoney, toMoneyWire } from '../../../domain/money/money';
import type { Mileage } from '../../../domain/expenses/mileage';
import type { Queryable } from '../../../platform/database/database';
import type { ClaimedLine, PaidLine } from '../claimed-lines';
import { linesLike, spentElsewhere } from '../earlier-lines';
import { drivesOf } from '../mileage-store';
import { policiesFor } from '../policy-store';
import { ratesFor } from '../rate-store';
import { receiptsFor, type KnownReceipt } from '../receipts';

/** What is found in a claim before anything is written. Without its prices, only what is wrong. */
export interface Assessment {
  /** What refuses it, whatever the policy says. */
  problems: FieldProblem[];
  /** Line by line; empty where a rate is missing. */
  priced: PricedLine[];
  violations: Violation[];
  duplicates: DuplicateWarning[];
  /** The receipts its lines name, by id. */
  receipts: Map<string, KnownReceipt>;
  /** How each drive among them comes to its amount, by its place from 0. */
  mileage: Map<number, Mileage>;
}

/**
 * Looks at a claim: its dates, rates, receipts, the policy and what the person has claimed before. Writes nothing; submit,
 * change and preview share it. Two claims of one person are looked at one after the other, where each is in a
 * transaction: together they could pass a cap that each of them keeps.
 * @param claim.claimId the claim that is being changed, which is not compared with itself
 */
export async function assessClaim(
  db: Queryable,
  claim: { employeeId: string; claimId?: string; today: CalendarDate; lines: ClaimedLine[] },
): Promise<Assessment> {
  const { today, employeeId, claimId } = claim;
  const drives = await drivesOf(db, claim);
  if ('problems' in drives)
    return refused([...claimProblems(claim.lines, today), ...drives.problems]);
  const { mileage } = drives;
  const lines = claim.lines.map((line, index) => withAmount(line, mileage.get(index)));
  const dates = spanOf(lines);
  const [, rateOf, policies, { receipts, problems }, earlier, elsewhere] = await Promise.all([
    db.query('SELECT pg_advisory_xact_lock(hashtext($1), 8)', [employeeId]),
    ratesFor(db, lines),
    policiesFor(db, dates),
    receiptsFor(db, { employeeId, claimId, lines }),
    linesLike(db, { employeeId, claimId, lines }),
    spentElsewhere(db, { employeeId, claimId, dates }),
  ]);
  const prices = priceLines(lines, rateOf);
  const wrong = [...claimProblems(lines, today), ...problems];
  if ('problems' in prices) {
    return { ...refused([...wrong, ...prices.problems]), receipts };
  }
  const { priced } = prices;
  const judged = lines.map(({ date, category, receipts: ids = [] }, index) => ({
    // Nobody gives a receipt for a drive.
    ...{ date, category, hasReceipt: ids.length > 0 || mileage.has(index) },
    minor: priced[index]?.base.minor ?? 0n,
  }));
  const compared = lines.map(({ date, category, amount, receipts: ids = [] }) => ({
    ...{ date, category, amount: parseMoney(amount) },
    hashes: ids.flatMap((id) => receipts.get(id)?.sha256 ?? []),
  }));
  return {
    ...{ problems: wrong, priced, receipts, mileage },
    violations: findViolations({ lines: judged, elsewhere, today }, policies),
    duplicates: findDuplicates(compared, earlier),
  };
}

function refused(problems: FieldProblem[]): Assessment {
  const [receipts, mileage] = [new Map<string, KnownReceipt>(), new Map<number, Mileage>()];
  return { ...{ problems, receipts, mileage }, priced: [], violations: [], duplicates: [] };
}

function withAmount(line: ClaimedLine, mileage: Mileage | undefined): PaidLine {
  if (line.basis !== 'mileage') return line;
  const { date, category, description, receipts } = line;
  if (!mileage) throw new Error('a drive without its reckoning');
  return { date, category, description, receipts, amount: toMoneyWire(mileage.amount) };
}

function spanOf(lines: ClaimLine[]): { first: CalendarDate; last: CalendarDate } {
  const dates = lines.map(({ date }) => date).sort();
  return { first: dates[0] ?? '', last: dates.at(-1) ?? '' };
}
