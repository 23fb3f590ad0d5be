import type { CalendarDate } from '../../../domain/dates/calendar';
import { DomainError } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import type { Transaction } from '../../../platform/database/database';

/** One side of an entry, in minor units of the company's currency. */
export interface PostedLine {
  accountId: string;
  /** Exactly one of both. */
  debit?: bigint;
  credit?: bigint;
  departmentId?: string;
  projectId?: string;
  /** What a line of a control account is about. */
  item?: { kind: string; id: string; party: string; dueOn?: CalendarDate };
}

/** What happened, once for its source and event. */
interface Posting {
  source: { kind: string; id: string; event: string };
  /** The day of the document. */
  on: CalendarDate;
  memo: string;
  /** Null: nobody, it follows from what was approved. */
  by: string | null;
  lines: PostedLine[];
}

/**
 * Posts an entry in the caller's transaction, on its day or on the first day after it that is open; the database refuses
 * what does not balance when the transaction commits. Returns its id, or null when it was posted before.
 */
export async function postEntry(tx: Transaction, posting: Posting): Promise<string | null> {
  const { source, on, memo, by, lines } = posting;
  const [row] = await tx.query<{ id: string | null }>(
    'SELECT post_entry($1, $2, $3, $4::date, first_open_day($4::date), $5, $6, $7::jsonb) AS id',
    [source.kind, source.id, source.event, on, memo, by, JSON.stringify(lines.map(columnsOf))],
  );
  if (!row) throw new Error('the entry was not answered');
  return row.id;
}

function columnsOf({ accountId, debit, credit, departmentId, projectId, item }: PostedLine) {
  return {
    ...{ account_id: accountId, currency: COMPANY_CURRENCY },
    ...{ debit_minor: debit?.toString(), credit_minor: credit?.toString() },
    ...{ department_id: departmentId, project_id: projectId },
    ...{ item_kind: item?.kind, item_id: item?.id, party: item?.party, due_on: item?.dueOn },
  };
}

/**
 * Locks the month of a day against being closed until the transaction ends.
 * @throws DomainError conflict when it is closed
 */
export async function requireOpenMonth(tx: Transaction, on: CalendarDate): Promise<void> {
  const [month] = await tx.query<{ status: string }>(
    `SELECT status FROM accounting_period WHERE starts_on = date_trunc('month', $1::date)::date FOR SHARE`,
    [on],
  );
  if (month && month.status !== 'open') {
    throw new DomainError('conflict', `The period ${on.slice(0, 7)} is ${month.status}`);
  }
}
