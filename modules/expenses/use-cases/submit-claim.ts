import { randomUUID } from 'node:crypto';
import { claimTotal, type PricedLine } from '../../../domain/expenses/claims';
import { readDistance } from '../../../domain/expenses/mileage';
import { rateText } from '../../../domain/money/exchange';
import { parseMoney } from '../../../domain/money/money';
import type { MileageWire } from '../../../domain/wire/mileage';
import type { PerDiemWire } from '../../../domain/wire/per-diem';
import type { Transaction } from '../../../platform/database/database';
import { placeReceipts } from '../receipts';
import type { PaidLine } from '../claimed-lines';

/** A claim to write, with what its lines come to. */
export interface NewClaim {
  employeeId: string;
  title: string;
  /** Of a drive and a journey, with the reckoning its amount is from. */
  lines: (PaidLine & PricedLine & { mileage?: MileageWire; perDiem?: PerDiemWire })[];
}

/**
 * Writes a pending claim with its lines, in the caller's transaction. Returns its id.
 * @throws DomainError invalid-input when a receipt was put elsewhere a moment ago
 */
export async function submitClaim(tx: Transaction, claim: NewClaim): Promise<string> {
  const id = randomUUID();
  tx.send(
    `WITH claim AS (
       INSERT INTO expense_claim (id, title, currency, total_minor, employee_id)
       VALUES ($1, $2, $3, $4, $6) RETURNING id
     )
     ${INSERT_LINES}`,
    [...columnsOf(id, claim), claim.employeeId],
  );
  if (hasReceipts(claim)) await placeReceipts(tx, { ...claim, claimId: id });
  return id;
}

/**
 * Rewrites a pending claim, lines and all, in the caller's transaction.
 * @throws DomainError invalid-input when a receipt was put elsewhere a moment ago
 */
export async function reviseClaim(
  tx: Transaction,
  claim: NewClaim & { id: string },
): Promise<void> {
  tx.send('DELETE FROM expense_claim_line WHERE claim_id = $1', [claim.id]);
  tx.send(
    `WITH claim AS (
       UPDATE expense_claim SET title = $2, currency = $3, total_minor = $4 WHERE id = $1 RETURNING id
     )
     ${INSERT_LINES}`,
    columnsOf(claim.id, claim),
  );
  await placeReceipts(tx, { ...claim, claimId: claim.id });
}

const hasReceipts = ({ lines }: NewClaim) => lines.some(({ receipts = [] }) => receipts.length > 0);

/** The lines of `claim`, a part of the same `WITH`. */
const INSERT_LINES = `
  INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor, spent_currency,
    spent_minor, rate, vehicle, distance_tenths, km_rate, beyond_tenths, beyond_rate,
    per_diem_place, per_diem_until, per_diem_days)
  SELECT claim.id, l.ordinal, l.spent_on, l.category, l.description, l.amount_minor, l.spent_currency, l.spent_minor, l.rate,
    l.vehicle, l.distance_tenths, l.km_rate, l.beyond_tenths, l.beyond_rate,
    l.per_diem_place, l.per_diem_until, l.per_diem_days
  FROM claim, jsonb_to_recordset($5::jsonb) AS l (ordinal integer, spent_on date, category text, description text,
    amount_minor bigint, spent_currency text, spent_minor bigint, rate numeric, vehicle text, distance_tenths integer,
    km_rate numeric, beyond_tenths integer, beyond_rate numeric, per_diem_place text, per_diem_until date,
    per_diem_days jsonb)`;

function columnsOf(id: string, claim: Pick<NewClaim, 'title' | 'lines'>): unknown[] {
  const total = claimTotal(claim.lines.map(({ base }) => base));
  const lines = claim.lines.map((line, index) => ({
    ordinal: index + 1,
    spent_on: line.date,
    category: line.category,
    description: line.description,
    amount_minor: line.base.minor.toString(),
    ...spentOf(line),
    ...drivenOf(line),
    ...journeyOf(line),
  }));
  return [id, claim.title, total.currency, total.minor.toString(), JSON.stringify(lines)];
}

function spentOf({ amount, rate }: NewClaim['lines'][number]) {
  if (rate === null) return {};
  const { minor, currency } = parseMoney(amount);
  return { spent_currency: currency, spent_minor: minor.toString(), rate: rateText(rate) };
}

function drivenOf({ mileage }: NewClaim['lines'][number]) {
  if (!mileage) return {};
  const { vehicle, distance, rate, beyond } = mileage;
  return {
    ...{ vehicle, distance_tenths: readDistance(distance), km_rate: rate },
    ...(beyond ? { beyond_tenths: readDistance(beyond.distance), beyond_rate: beyond.rate } : {}),
  };
}

function journeyOf({ perDiem }: NewClaim['lines'][number]) {
  if (!perDiem) return {};
  const { place, until, days } = perDiem;
  return { per_diem_place: place, per_diem_until: until, per_diem_days: days };
}
