import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import type { CalendarDate } from '../../domain/dates/calendar';
import { DomainError } from '../../domain/errors';
import { toMoneyWire } from '../../domain/money/money';
import type { Page } from '../../domain/wire/common';
import type {
  BatchWire,
  CompanyAccountView,
  ReimbursementQuery,
  ReimbursementWire,
} from '../../domain/wire/expenses';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { instantKey, instantKeySchema, instantOfKey } from '../../platform/database/instant-key';
import { visibleEmployees } from '../people/policy';

/** A list of batches is not longer than this: the newest. */
const MOST_SHOWN = 200;

interface ReimbursementRow {
  claimId: string;
  title: string;
  employeeId: string;
  employeeName: string;
  currency: string;
  amount: string;
  settled: string;
  batched: string;
  paid: string;
  open: string;
  status: ReimbursementWire['status'];
  approvedAt: Date;
  sortKey: string;
}

/** What approved claims are owed, as far as one may see the claims; the newest first, without those taken back. */
export async function listReimbursements(
  db: Queryable,
  principal: Principal,
  query: ReimbursementQuery,
): Promise<Page<ReimbursementWire>> {
  const parameters: unknown[] = [query.status ?? null];
  const after = decodeCursor(query.cursor, { sortKey: instantKeySchema });
  const conditions = [
    's.taken_back_on IS NULL AND ($1::text IS NULL OR s.status = $1)',
    visibleEmployees(scope(principal, 'expense'), 'b.employee_id', parameters),
  ];
  if (after)
    conditions.push(
      `(b.created_at, b.claim_id) < (${instantOfKey(`$${parameters.push(after.sortKey)}`)}, $${parameters.push(after.id)}::uuid)`,
    );
  const rows = await db.query<ReimbursementRow>(
    `SELECT b.claim_id AS "claimId", c.title, e.id AS "employeeId", e.name AS "employeeName", b.currency,
       b.amount_minor AS amount, s.settled_minor AS settled, s.batched_minor AS batched, s.paid_minor AS paid,
       b.amount_minor - s.settled_minor - s.batched_minor - s.paid_minor AS open, s.status,
       b.created_at AS "approvedAt", ${instantKey('b.created_at')} AS "sortKey"
     FROM reimbursement b JOIN reimbursement_state s ON s.claim_id = b.claim_id
     JOIN expense_claim c ON c.id = b.claim_id JOIN employee e ON e.id = b.employee_id
     WHERE ${conditions.join(' AND ')}
     ORDER BY b.created_at DESC, b.claim_id DESC LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ sortKey, claimId }) => ({ sortKey, id: claimId }),
    present,
  });
}

function present(row: ReimbursementRow): ReimbursementWire {
  const { claimId, title, employeeId, employeeName, status } = row;
  const money = (minor: string) => toMoneyWire({ minor: BigInt(minor), currency: row.currency });
  return {
    ...{ claimId, title, status, employee: { id: employeeId, name: employeeName } },
    ...{ amount: money(row.amount), settled: money(row.settled), batched: money(row.batched) },
    ...{ paid: money(row.paid), open: money(row.open), approvedAt: row.approvedAt.toISOString() },
  };
}

interface BatchRow {
  id: string;
  number: number;
  currency: string;
  payOn: CalendarDate;
  status: BatchWire['status'];
  createdById: string;
  createdByName: string;
  createdAt: Date;
  closedAt: Date | null;
  items: {
    claimId: string;
    title: string;
    employeeId: string;
    employeeName: string;
    minor: string;
    accountEnding: string;
  }[];
}

/** Batches, the newest first; for finance and admins: who may read them is the caller's to check. */
export async function listBatches(db: Queryable, only: { id?: string } = {}): Promise<BatchWire[]> {
  const rows = await db.query<BatchRow>(
    `SELECT b.id, b.number, b.currency, b.pay_on AS "payOn", b.status, e.id AS "createdById", e.name AS "createdByName",
       b.created_at AS "createdAt", b.closed_at AS "closedAt",
       (SELECT json_agg(json_build_object('claimId', c.id, 'title', c.title, 'employeeId', p.id, 'employeeName', p.name,
          'minor', i.amount_minor::text, 'accountEnding', right(k.account_number, 4)) ORDER BY p.name, c.id)
        FROM reimbursement_batch_item i JOIN expense_claim c ON c.id = i.claim_id JOIN employee p ON p.id = c.employee_id
        JOIN employee_bank_account k ON k.id = i.account_id WHERE i.batch_id = b.id) AS items
     FROM reimbursement_batch b JOIN employee e ON e.id = b.created_by
     WHERE ($1::uuid IS NULL OR b.id = $1) ORDER BY b.number DESC LIMIT ${MOST_SHOWN}`,
    [only.id ?? null],
  );
  return rows.map(presentBatch);
}

/** One batch. @throws DomainError not-found */
export async function findBatch(db: Queryable, id: string): Promise<BatchWire> {
  const [found] = await listBatches(db, { id });
  if (!found) throw new DomainError('not-found', 'There is no such batch');
  return found;
}

function presentBatch(row: BatchRow): BatchWire {
  const { currency } = row;
  const money = (minor: bigint) => toMoneyWire({ minor, currency });
  const items = row.items.map(({ employeeId, employeeName, minor, ...item }) => ({
    ...{ ...item, employee: { id: employeeId, name: employeeName } },
    amount: money(BigInt(minor)),
  }));
  const total = row.items.reduce((sum, { minor }) => sum + BigInt(minor), 0n);
  return {
    ...{ id: row.id, number: batchNumber(row.number), payOn: row.payOn, status: row.status },
    ...{ total: money(total), items },
    createdBy: { id: row.createdById, name: row.createdByName },
    createdAt: row.createdAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
  };
}

/** A batch's number as people and banks read it: "RB-0012". */
export function batchNumber(number: number): string {
  return `RB-${String(number).padStart(4, '0')}`;
}

/** Where reimbursements are paid from; the number itself is not shown again. */
export async function readCompanyAccount(db: Queryable): Promise<CompanyAccountView> {
  const [account] = await db.query<NonNullable<CompanyAccountView['account']>>(
    'SELECT holder, ifsc, right(account_number, 4) AS "accountEnding" FROM company_account',
  );
  return { account: account ?? null };
}
