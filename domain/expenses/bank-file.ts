import { CSV_MARK, csvRecord } from '../csv';
import type { CalendarDate } from '../dates/calendar';
import { sumMoney, toMoneyWire, type Money } from '../money/money';

/** An account money comes from or goes to. */
export interface BankParty {
  holder: string;
  ifsc: string;
  accountNumber: string;
}

/** What a bank is asked to pay at once. */
export interface BankBatch {
  /** "RB-0012": the bank takes the same one only once. */
  number: string;
  payOn: CalendarDate;
  createdAt: Date;
  currency: string;
  from: BankParty;
  payments: { to: BankParty; amount: Money; /** What the receiver reads. */ reference: string }[];
}

/** The batch as a table that people and most banks' portals read. */
export function bankCsv({ payments, payOn, number }: BankBatch): string {
  const head = ['Batch', 'Pay on', 'Name', 'IFSC', 'Account', 'Amount', 'Currency', 'Reference'];
  const rows = payments.map(({ to, amount, reference }) => {
    const money = toMoneyWire(amount);
    return csvRecord([
      ...[number, payOn, to.holder, to.ifsc, to.accountNumber],
      ...[money.amount, money.currency, reference],
    ]);
  });
  return CSV_MARK + csvRecord(head) + rows.join('');
}

// ISO 20022 leaves an account without an IBAN to `Othr`, and a bank without a BIC to its clearing system's member id:
// INFSC is India's (ISO 20022 external code set, clearing system identification).
const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03';
const CLEARING_SYSTEM = 'INFSC';
const LONGEST_NAME = 70;
const LONGEST_TEXT = 140;
const LONGEST_ID = 35;

/** The batch as ISO 20022 CustomerCreditTransferInitiationV03, the order of its elements as the schema has it. */
export function bankXml(batch: BankBatch): string {
  const { number, payOn, createdAt, payments, currency, from } = batch;
  const total = toMoneyWire(
    sumMoney(
      payments.map(({ amount }) => amount),
      currency,
    ),
  );
  const count = el('NbOfTxs', String(payments.length)) + el('CtrlSum', total.amount);
  const header = el(
    'GrpHdr',
    el('MsgId', number) +
      el('CreDtTm', createdAt.toISOString().slice(0, 19)) +
      count +
      el('InitgPty', el('Nm', text(from.holder, LONGEST_NAME))),
  );
  const information = el(
    'PmtInf',
    el('PmtInfId', `${number}-1`) +
      el('PmtMtd', 'TRF') +
      count +
      el('ReqdExctnDt', payOn) +
      el('Dbtr', el('Nm', text(from.holder, LONGEST_NAME))) +
      el('DbtrAcct', account(from)) +
      el('DbtrAgt', agent(from)) +
      payments.map((payment, index) => transfer(batch, payment, index)).join(''),
  );
  const document = el('CstmrCdtTrfInitn', header + information);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}">${document}</Document>\n`;
}

function transfer(
  { number }: BankBatch,
  { to, amount, reference }: BankBatch['payments'][number],
  index: number,
): string {
  const money = toMoneyWire(amount);
  return el(
    'CdtTrfTxInf',
    el('PmtId', el('EndToEndId', `${number}-${index + 1}`.slice(0, LONGEST_ID))) +
      el('Amt', `<InstdAmt Ccy="${money.currency}">${money.amount}</InstdAmt>`) +
      el('CdtrAgt', agent(to)) +
      el('Cdtr', el('Nm', text(to.holder, LONGEST_NAME))) +
      el('CdtrAcct', account(to)) +
      el('RmtInf', el('Ustrd', text(reference, LONGEST_TEXT))),
  );
}

function agent({ ifsc }: BankParty): string {
  const system = el('ClrSysId', el('Cd', CLEARING_SYSTEM)) + el('MmbId', text(ifsc, LONGEST_ID));
  return el('FinInstnId', el('ClrSysMmbId', system));
}

function account({ accountNumber }: BankParty): string {
  return el('Id', el('Othr', el('Id', text(accountNumber, 34))));
}

function el(name: string, content: string): string {
  return `<${name}>${content}</${name}>`;
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

// Cut before it is escaped, by whole characters; what XML cannot hold is left out.
function text(content: string, longest: number): string {
  // eslint-disable-next-line no-control-regex
  const clean = content.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
  const cut = [...clean].slice(0, longest).join('');
  return cut.replace(/[&<>"']/g, (found) => ESCAPES[found] ?? '');
}
