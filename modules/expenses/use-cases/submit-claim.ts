import { randomUUID } from 'node:crypto';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { claimProblems, claimTotal, type ClaimLine } from '../../../domain/expenses/claims';
import { invalidInput } from '../../../domain/errors';
import { parseMoney, type Money } from '../../../domain/money/money';
import type { Transaction } from '../../../platform/database/database';

/** A claim to write. */
export interface NewClaim {
  employeeId: string;
  title: string;
  lines: (ClaimLine & { category: string; description: string })[];
}

/**
 * The total of lines that are claimed today.
 * @throws DomainError invalid-input, each problem at its line
 */
export function checkedTotal(lines: ClaimLine[], today: CalendarDate): Money {
  const problems = claimProblems(lines, today);
  if (problems.length > 0) throw invalidInput(problems);
  return claimTotal(lines);
}

/** Writes a pending claim with its lines, in the caller's transaction. Returns its id. */
export function submitClaim(tx: Transaction, claim: NewClaim): string {
  const id = randomUUID();
  tx.send(
    `WITH claim AS (
       INSERT INTO expense_claim (id, title, currency, total_minor, employee_id)
       VALUES ($1, $2, $3, $4, $6) RETURNING id
     )
     ${INSERT_LINES}`,
    [...columnsOf(id, claim), claim.employeeId],
  );
  return id;
}

/** Rewrites a pending claim, lines and all, in the caller's transaction. */
export function reviseClaim(
  tx: Transaction,
  claim: Omit<NewClaim, 'employeeId'> & { id: string },
): void {
  tx.send('DELETE FROM expense_claim_line WHERE claim_id = $1', [claim.id]);
  tx.send(
    `WITH claim AS (
       UPDATE expense_claim SET title = $2, currency = $3, total_minor = $4 WHERE id = $1 RETURNING id
     )
     ${INSERT_LINES}`,
    columnsOf(claim.id, claim),
  );
}

/** The lines of `claim`, a part of the same `WITH`. */
const INSERT_LINES = `
  INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
  SELECT claim.id, l.ordinal, l.spent_on, l.category, l.description, l.amount_minor
  FROM claim, jsonb_to_recordset($5::jsonb)
    AS l (ordinal integer, spent_on date, category text, description text, amount_minor bigint)`;

function columnsOf(id: string, claim: Pick<NewClaim, 'title' | 'lines'>): unknown[] {
  const total = claimTotal(claim.lines);
  const lines = claim.lines.map((line, index) => ({
    ordinal: index + 1,
    spent_on: line.date,
    category: line.category,
    description: line.description,
    amount_minor: parseMoney(line.amount).minor.toString(),
  }));
  return [id, claim.title, total.currency, total.minor.toString(), JSON.stringify(lines)];
}
