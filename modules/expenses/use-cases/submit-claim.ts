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
  const total = claimTotal(claim.lines);
  tx.send(
    `WITH claim AS (
       INSERT INTO expense_claim (id, employee_id, title, currency, total_minor)
       VALUES ($1, $2, $3, $4, $5) RETURNING id
     )
     INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
     SELECT claim.id, l.ordinal, l.spent_on, l.category, l.description, l.amount_minor
     FROM claim, jsonb_to_recordset($6::jsonb)
       AS l (ordinal integer, spent_on date, category text, description text, amount_minor bigint)`,
    [
      id,
      claim.employeeId,
      claim.title,
      total.currency,
      total.minor.toString(),
      JSON.stringify(
        claim.lines.map((line, index) => ({
          ordinal: index + 1,
          spent_on: line.date,
          category: line.category,
          description: line.description,
          amount_minor: parseMoney(line.amount).minor.toString(),
        })),
      ),
    ],
  );
  return id;
}
