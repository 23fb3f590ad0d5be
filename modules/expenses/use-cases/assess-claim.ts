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
import { parseMoney, toMoneyWire, type Money } from '../../../domain/money/money';
import type { Mileage } from '../../../domain/expenses/mileage';
import type { PerDiem } from '../../../domain/expenses/per-diem';
import type { Queryable } from '../../../platform/database/database';
import type { ClaimedLine, PaidLine } from '../claimed-lines';
import { linesLike, spentElsewhere } from '../earlier-lines';
import { drivesOf } from '../mileage-store';
import { journeysOf } from '../per-diem-store';
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
  /** And each journey. */
  perDiem: Map<number, PerDiem>;
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
  const [drives, journeys] = await Promise.all([drivesOf(db, claim), journeysOf(db, claim)]);
  if ('problems' in drives)
    return refused([...dateProblems(claim.lines, today), ...drives.problems]);
  if ('problems' in journeys)
    return refused([...dateProblems(claim.lines, today), ...journeys.problems]);
  const [{ mileage }, { perDiem }] = [drives, journeys];
  const lines = claim.lines.map((line, index) =>
    withAmount(line, mileage.get(index) ?? perDiem.get(index)),
  );
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
  const wrong = [...dateProblems(claim.lines, today), ...problems];
  if ('problems' in prices) {
    return { ...refused([...wrong, ...prices.problems]), receipts };
  }
  const { priced } = prices;
  const judged = lines.map(({ date, category, receipts: ids = [] }, index) => ({
    // Nobody gives a receipt for a drive or for a day.
    ...{ date, category, hasReceipt: ids.length > 0 || mileage.has(index) || perDiem.has(index) },
    minor: priced[index]?.base.minor ?? 0n,
  }));
  const compared = lines.map(({ date, category, amount, receipts: ids = [] }) => ({
    ...{ date, category, amount: parseMoney(amount) },
    hashes: ids.flatMap((id) => receipts.get(id)?.sha256 ?? []),
  }));
  return {
    ...{ problems: wrong, priced, receipts, mileage, perDiem },
    violations: [
      ...findViolations({ lines: judged, elsewhere, today }, policies),
      ...journeys.violations,
    ].sort((a, b) => a.line - b.line),
    duplicates: findDuplicates(compared, earlier),
  };
}

function dateProblems(lines: ClaimedLine[], today: CalendarDate): FieldProblem[] {
  const early = lines.flatMap((line, index) =>
    line.basis === 'per-diem' && line.until > today
      ? [{ path: `lines.${index}.until`, message: 'This date is in the future' }]
      : [],
  );
  return [...claimProblems(lines, today), ...early];
}

function refused(problems: FieldProblem[]): Assessment {
  const nothing = { priced: [], violations: [], duplicates: [] };
  return { ...nothing, problems, receipts: new Map(), mileage: new Map(), perDiem: new Map() };
}

function withAmount(line: ClaimedLine, reckoned: { amount: Money } | undefined): PaidLine {
  if (line.basis !== 'mileage' && line.basis !== 'per-diem') return line;
  const { date, category, description, receipts } = line;
  if (!reckoned) throw new Error(`a line of ${line.basis} without its reckoning`);
  return { date, category, description, receipts, amount: toMoneyWire(reckoned.amount) };
}

function spanOf(lines: ClaimLine[]): { first: CalendarDate; last: CalendarDate } {
  const dates = lines.map(({ date }) => date).sort();
  return { first: dates[0] ?? '', last: dates.at(-1) ?? '' };
}
