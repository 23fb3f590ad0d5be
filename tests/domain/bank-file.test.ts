import fc from 'fast-check';
import { bankXml, type BankBatch } from '../../domain/expenses/bank-file';
import { pain001Problems } from '../support/pain-001';
import { readXml } from '../support/xml';

const party = (holder: string) => ({
  holder,
  ifsc: 'HDFC0001234',
  accountNumber: '00450012347890',
});
const BATCH: BankBatch = {
  ...{ number: 'RB-0012', payOn: '2026-12-01', currency: 'INR', from: party('NETRA Ltd') },
  createdAt: new Date('2026-11-28T09:30:00.123Z'),
  payments: [
    {
      to: party('A. Rao'),
      amount: { minor: 123_450n, currency: 'INR' },
      reference: 'RB-0012 Visit',
    },
    { to: party('B <& Sons>'), amount: { minor: 5n, currency: 'INR' }, reference: 'RB-0012 Büro' },
  ],
};
const FILE = bankXml(BATCH);
const problemsOf = (file: string) => pain001Problems(readXml(file));

test('a batch is a pain.001.001.03 as its definition has it', () => {
  expect(problemsOf(FILE)).toEqual([]);
});

test('whatever people and their claims are called, and however many there are', () => {
  const words = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 });
  const named = words.map((text) => `x${text}`);
  const payment = fc.record({
    to: named.map(party),
    amount: fc.bigInt({ min: 1n, max: 10n ** 13n }).map((minor) => ({ minor, currency: 'INR' })),
    reference: named,
  });
  fc.assert(
    fc.property(fc.array(payment, { minLength: 1, maxLength: 30 }), named, (payments, holder) => {
      expect(problemsOf(bankXml({ ...BATCH, payments, from: party(holder) }))).toEqual([]);
    }),
  );
});

const CTRL = '<CtrlSum>1234.55</CtrlSum>';
const broken: [why: string, from: string | RegExp, to: string, problem: string][] = [
  ['another version', '.001.03', '.001.09', 'another namespace'],
  ['no message id', /<MsgId>.*?<\/MsgId>/, '', 'GrpHdr/MsgId: missing'],
  ['a message id that is too long', 'RB-0012<', `${'R'.repeat(36)}<`, 'MsgId: no Max35Text'],
  ['a creation date without time', /T09:30:00/, '', 'CreDtTm: no ISODateTime'],
  ['a date that is none', '2026-12-01', '2026-02-30', 'ReqdExctnDt: no ISODate'],
  ['a date as people write it', '2026-12-01', '01.12.2026', 'ReqdExctnDt: no ISODate'],
  ['a count that is not the count', '<NbOfTxs>2<', '<NbOfTxs>3<', 'GrpHdr/NbOfTxs: wrong'],
  ['a sum that is off by a paisa', CTRL, '<CtrlSum>1234.56</CtrlSum>', 'GrpHdr/CtrlSum: wrong'],
  ['a sum with a comma', CTRL, '<CtrlSum>1,234.55</CtrlSum>', 'CtrlSum: no DecimalNumber'],
  ['a way to pay that is none', 'TRF', 'WIRE', 'PmtMtd: no PaymentMethod3Code'],
  [
    'elements in another order',
    /(<DbtrAcct>.*?<\/DbtrAcct>)(<DbtrAgt>.*?<\/DbtrAgt>)/,
    '$2$1',
    'not here',
  ],
  ['no bank of the payer', /<DbtrAgt>.*?<\/DbtrAgt>/, '', 'PmtInf/DbtrAgt: missing'],
  ['no transfers', /<CdtTrfTxInf>.*<\/CdtTrfTxInf>/, '', 'PmtInf/CdtTrfTxInf: missing'],
  ['an amount without a currency', ' Ccy="INR"', '', 'InstdAmt@Ccy'],
  ['a currency that is no code', 'Ccy="INR"', 'Ccy="Rs."', 'InstdAmt@Ccy'],
  ['an amount below zero', '>1234.50<', '>-1234.50<', 'InstdAmt: no Active'],
  [
    'two accounts in one',
    '<Othr><Id>',
    '<IBAN>DE89370400440532013000</IBAN><Othr><Id>',
    'exactly one of',
  ],
  [
    'an IBAN that is none',
    /<Othr><Id>.*?<\/Othr>/,
    '<IBAN>89370400</IBAN>',
    'no IBAN2007Identifier',
  ],
  ['a BIC that is none', '<ClrSysMmbId>', '<BIC>HDFC</BIC><ClrSysMmbId>', 'no BICIdentifier'],
  ['a member of no clearing system', /<MmbId>.*?<\/MmbId>/, '', 'MmbId: missing'],
  ['a name that is too long', 'A. Rao', 'A'.repeat(141), 'Nm: no Max140Text'],
  ['an empty name', 'A. Rao', '', 'Nm: no Max140Text'],
  ['two creditors', /(<Cdtr>.*?<\/Cdtr>)/, '$1$1', 'Cdtr: 2 times'],
  ['the same id twice', 'RB-0012-2<', 'RB-0012-1<', 'the same for two transfers'],
  ['an element nobody knows', '<PmtMtd>', '<Note>x</Note><PmtMtd>', 'Note: not here'],
  ['an element we do not cover', '<RmtInf>', '<Purp>x</Purp><RmtInf>', 'Purp: not covered'],
];

test.each(broken)('with %s it is none', (_why, from, to, problem) => {
  const file = FILE.replace(from, to);
  expect(file).not.toBe(FILE);
  expect(problemsOf(file).join('\n')).toContain(problem);
});
