import { DomainError } from '../../../domain/errors';
import {
  bankCsv,
  bankXml,
  type BankBatch,
  type BankParty,
} from '../../../domain/expenses/bank-file';
import type { CalendarDate } from '../../../domain/dates/calendar';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { batchNumber } from '../reimbursement-queries';

interface BatchRow {
  number: number;
  payOn: CalendarDate;
  createdAt: Date;
  currency: string;
  status: string;
  from: BankParty | null;
  payments: { to: BankParty; minor: string; reference: string }[];
}

/** A file for the bank. */
interface BankFile {
  name: string;
  type: string;
  content: string;
}

/**
 * The file that asks the bank to pay a batch; taking it changes nothing and is written down. The same batch makes the
 * same file.
 * @throws DomainError not-found, conflict (a batch that is cancelled; no account of the company's is set)
 */
export async function writeBankFile(
  deps: { db: Database },
  input: { by: string; id: string; format: 'csv' | 'pain.001' },
): Promise<BankFile> {
  const { by, id, format } = input;
  return deps.db.transaction(async (tx) => {
    const [row] = await tx.query<BatchRow>(SELECT, [id]);
    const batch = checked(row);
    recordAudit(tx, [
      {
        actorId: by,
        action: 'reimbursement-batch.file-taken',
        subjectType: 'reimbursement-batch',
        subjectId: id,
        channel: 'app',
        details: { format },
      },
    ]);
    return format === 'csv'
      ? { name: `${batch.number}.csv`, type: 'text/csv; charset=utf-8', content: bankCsv(batch) }
      : { name: `${batch.number}.xml`, type: 'application/xml', content: bankXml(batch) };
  });
}

const SELECT = `SELECT b.number, b.pay_on AS "payOn", b.created_at AS "createdAt", b.currency, b.status,
    (SELECT json_build_object('holder', holder, 'ifsc', ifsc, 'accountNumber', account_number) FROM company_account) AS "from",
    (SELECT json_agg(json_build_object('to', json_build_object('holder', k.holder, 'ifsc', k.ifsc,
       'accountNumber', k.account_number), 'minor', i.amount_minor::text, 'reference', c.title) ORDER BY k.holder, c.id)
     FROM reimbursement_batch_item i JOIN employee_bank_account k ON k.id = i.account_id
     JOIN expense_claim c ON c.id = i.claim_id WHERE i.batch_id = b.id) AS payments
  FROM reimbursement_batch b WHERE b.id = $1`;

function checked(row: BatchRow | undefined): BankBatch {
  if (!row) throw new DomainError('not-found', 'There is no such batch');
  const { from, currency } = row;
  const number = batchNumber(row.number);
  if (row.status === 'cancelled') throw new DomainError('conflict', `${number} is cancelled`);
  if (!from)
    throw new DomainError(
      'conflict',
      'Set the account the company pays from first, under Reimbursements',
    );
  return {
    ...{ number, currency, from, payOn: row.payOn, createdAt: row.createdAt },
    payments: row.payments.map(({ to, minor, reference }) => ({
      ...{ to, amount: { minor: BigInt(minor), currency } },
      reference: `${number} ${reference}`,
    })),
  };
}
