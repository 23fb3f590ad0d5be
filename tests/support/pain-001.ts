import { parseDate } from '../../domain/dates/calendar';
import type { XmlNode } from './xml';

/*
 * The structure of ISO 20022 pain.001.001.03, CustomerCreditTransferInitiationV03, as its message definition has it
 * (ISO 20022 message catalogue, iso20022.org, payments initiation; type names are the schema’s own):
 * names, order, how often, lengths and patterns of all that a file of ours can hold. An element the standard knows and we
 * never write is refused as not covered: whoever writes it, writes its structure here first.
 */

/** One element of a sequence or a choice: its name, its type, how often. */
type Particle = [name: string, type: string, occurs?: '?' | '*' | '+'];
type Type =
  | { sequence: Particle[] }
  | { choice: Particle[] }
  | { text: RegExp; attributes?: Record<string, RegExp> };

const upTo = (length: number): Type => ({ text: new RegExp(`^[^]{1,${length}}$`, 'u') });
const NEVER = 'not covered';

const TYPES: Record<string, Type> = {
  Document: { sequence: [['CstmrCdtTrfInitn', 'Initiation']] },
  Initiation: {
    sequence: [
      ['GrpHdr', 'GroupHeader32'],
      ['PmtInf', 'PaymentInstructionInformation3', '+'],
    ],
  },
  GroupHeader32: {
    sequence: [
      ['MsgId', 'Max35Text'],
      ['CreDtTm', 'ISODateTime'],
      ['Authstn', NEVER, '*'],
      ['NbOfTxs', 'Max15NumericText'],
      ['CtrlSum', 'DecimalNumber', '?'],
      ['InitgPty', 'PartyIdentification32'],
      ['FwdgAgt', 'Agent', '?'],
    ],
  },
  PaymentInstructionInformation3: {
    sequence: [
      ['PmtInfId', 'Max35Text'],
      ['PmtMtd', 'PaymentMethod3Code'],
      ['BtchBookg', 'Indicator', '?'],
      ['NbOfTxs', 'Max15NumericText', '?'],
      ['CtrlSum', 'DecimalNumber', '?'],
      ['PmtTpInf', NEVER, '?'],
      ['ReqdExctnDt', 'ISODate'],
      ['PoolgAdjstmntDt', 'ISODate', '?'],
      ['Dbtr', 'PartyIdentification32'],
      ['DbtrAcct', 'CashAccount16'],
      ['DbtrAgt', 'Agent'],
      ['DbtrAgtAcct', 'CashAccount16', '?'],
      ['UltmtDbtr', 'PartyIdentification32', '?'],
      ['ChrgBr', 'ChargeBearerType1Code', '?'],
      ['ChrgsAcct', 'CashAccount16', '?'],
      ['ChrgsAcctAgt', 'Agent', '?'],
      ['CdtTrfTxInf', 'CreditTransferTransactionInformation10', '+'],
    ],
  },
  CreditTransferTransactionInformation10: {
    sequence: [
      ['PmtId', 'PaymentIdentification1'],
      ['PmtTpInf', NEVER, '?'],
      ['Amt', 'AmountType3Choice'],
      ['XchgRateInf', NEVER, '?'],
      ['ChrgBr', 'ChargeBearerType1Code', '?'],
      ['ChqInstr', NEVER, '?'],
      ['UltmtDbtr', 'PartyIdentification32', '?'],
      ...[1, 2, 3].flatMap((number): Particle[] => [
        [`IntrmyAgt${number}`, 'Agent', '?'],
        [`IntrmyAgt${number}Acct`, 'CashAccount16', '?'],
      ]),
      ['CdtrAgt', 'Agent', '?'],
      ['CdtrAgtAcct', 'CashAccount16', '?'],
      ['Cdtr', 'PartyIdentification32', '?'],
      ['CdtrAcct', 'CashAccount16', '?'],
      ['UltmtCdtr', 'PartyIdentification32', '?'],
      ['InstrForCdtrAgt', NEVER, '*'],
      ['InstrForDbtrAgt', 'Max140Text', '?'],
      ['Purp', NEVER, '?'],
      ['RgltryRptg', NEVER, '*'],
      ['Tax', NEVER, '?'],
      ['RltdRmtInf', NEVER, '*'],
      ['RmtInf', 'RemittanceInformation5', '?'],
    ],
  },
  PaymentIdentification1: {
    sequence: [
      ['InstrId', 'Max35Text', '?'],
      ['EndToEndId', 'Max35Text'],
    ],
  },
  AmountType3Choice: {
    choice: [
      ['InstdAmt', 'ActiveOrHistoricCurrencyAndAmount'],
      ['EqvtAmt', NEVER],
    ],
  },
  RemittanceInformation5: {
    sequence: [
      ['Ustrd', 'Max140Text', '*'],
      ['Strd', NEVER, '*'],
    ],
  },
  PartyIdentification32: {
    sequence: [
      ['Nm', 'Max140Text', '?'],
      ['PstlAdr', NEVER, '?'],
      ['Id', NEVER, '?'],
      ['CtryOfRes', 'CountryCode', '?'],
      ['CtctDtls', NEVER, '?'],
    ],
  },
  CashAccount16: {
    sequence: [
      ['Id', 'AccountIdentification4Choice'],
      ['Tp', NEVER, '?'],
      ['Ccy', 'ActiveOrHistoricCurrencyCode', '?'],
      ['Nm', 'Max70Text', '?'],
    ],
  },
  AccountIdentification4Choice: {
    choice: [
      ['IBAN', 'IBAN2007Identifier'],
      ['Othr', 'GenericAccountIdentification1'],
    ],
  },
  GenericAccountIdentification1: {
    sequence: [
      ['Id', 'Max34Text'],
      ['SchmeNm', NEVER, '?'],
      ['Issr', 'Max35Text', '?'],
    ],
  },
  Agent: {
    sequence: [
      ['FinInstnId', 'FinancialInstitutionIdentification7'],
      ['BrnchId', NEVER, '?'],
    ],
  },
  FinancialInstitutionIdentification7: {
    sequence: [
      ['BIC', 'BICIdentifier', '?'],
      ['ClrSysMmbId', 'ClearingSystemMemberIdentification2', '?'],
      ['Nm', 'Max140Text', '?'],
      ['PstlAdr', NEVER, '?'],
      ['Othr', NEVER, '?'],
    ],
  },
  ClearingSystemMemberIdentification2: {
    sequence: [
      ['ClrSysId', 'ClearingSystemIdentification2Choice', '?'],
      ['MmbId', 'Max35Text'],
    ],
  },
  ClearingSystemIdentification2Choice: {
    choice: [
      ['Cd', 'ExternalClearingSystemIdentification1Code'],
      ['Prtry', 'Max35Text'],
    ],
  },
  Max34Text: upTo(34),
  Max35Text: upTo(35),
  Max70Text: upTo(70),
  Max140Text: upTo(140),
  ExternalClearingSystemIdentification1Code: upTo(5),
  Max15NumericText: { text: /^\d{1,15}$/ },
  // At most 18 digits, 17 of them behind the point.
  DecimalNumber: { text: /^(?=[\d.]{1,19}$)\d{1,18}(\.\d{1,17})?$/ },
  ActiveOrHistoricCurrencyAndAmount: {
    text: /^(?=[\d.]{1,19}$)\d{1,18}(\.\d{1,5})?$/,
    attributes: { Ccy: /^[A-Z]{3}$/ },
  },
  ActiveOrHistoricCurrencyCode: { text: /^[A-Z]{3}$/ },
  CountryCode: { text: /^[A-Z]{2}$/ },
  Indicator: { text: /^(true|false|0|1)$/ },
  PaymentMethod3Code: { text: /^(CHK|TRF|TRA)$/ },
  ChargeBearerType1Code: { text: /^(DEBT|CRED|SHAR|SLEV)$/ },
  ISODate: { text: /^\d{4}-\d\d-\d\d$/ },
  ISODateTime: {
    text: /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)?$/,
  },
  BICIdentifier: { text: /^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/ },
  IBAN2007Identifier: { text: /^[A-Z]{2}\d{2}[a-zA-Z0-9]{1,30}$/ },
};

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.03';

/** What of a document is not as pain.001.001.03 has it, each with the path it is at; empty when all is. */
export function pain001Problems(document: XmlNode): string[] {
  if (document.name !== 'Document') return [`${document.name} is not a Document`];
  if (document.attributes.xmlns !== NAMESPACE) return ['Document is of another namespace'];
  const structure = ofType({ ...document, attributes: {} }, 'Document', 'Document');
  return structure.length > 0 ? structure : sums(document);
}

function ofType(node: XmlNode, typeName: string, path: string): string[] {
  const type = TYPES[typeName];
  if (!type) return [`${path}: ${typeName}`];
  const attributes = attributesOf(node, 'text' in type ? (type.attributes ?? {}) : {}, path);
  if ('text' in type) {
    const isText = node.children.length === 0 && type.text.test(node.text);
    const isDate = !/^ISODate/.test(typeName) || parseDate(node.text.slice(0, 10)) !== undefined;
    return [...attributes, ...(isText && isDate ? [] : [`${path}: no ${typeName}`])];
  }
  const stray = node.text.trim() === '' ? [] : [`${path}: text between elements`];
  const inside =
    'choice' in type ? oneOf(node, type.choice, path) : inOrder(node, type.sequence, path);
  return [...attributes, ...stray, ...inside];
}

function attributesOf(node: XmlNode, wanted: Record<string, RegExp>, path: string): string[] {
  const missing = Object.keys(wanted).filter((name) => !(name in node.attributes));
  const wrong = Object.entries(node.attributes).filter(
    ([name, value]) => !wanted[name]?.test(value),
  );
  return [...missing, ...wrong.map(([name]) => name)].map((name) => `${path}@${name}`);
}

function oneOf(node: XmlNode, particles: Particle[], path: string): string[] {
  const [child, ...more] = node.children;
  const particle = particles.find(([name]) => name === child?.name);
  if (!child || !particle || more.length > 0)
    return [`${path}: exactly one of ${particles.map(([name]) => name).join(', ')}`];
  return ofType(child, particle[1], `${path}/${child.name}`);
}

function inOrder(node: XmlNode, particles: Particle[], path: string): string[] {
  const problems: string[] = [];
  let at = 0;
  for (const [name, type, occurs] of particles) {
    const from = at;
    while (node.children[at]?.name === name) {
      problems.push(...ofType(node.children[at]!, type, `${path}/${name}`));
      at++;
    }
    const found = at - from;
    if (found === 0 && occurs !== '?' && occurs !== '*') problems.push(`${path}/${name}: missing`);
    if (found > 1 && occurs !== '+' && occurs !== '*')
      problems.push(`${path}/${name}: ${found} times`);
  }
  const left = node.children.slice(at);
  return [...problems, ...left.map(({ name }) => `${path}/${name}: not here`)];
}

// What the definition asks beyond structure: counts and sums are of the transfers below, ids tell transfers apart.
function sums(document: XmlNode): string[] {
  const initiation = document.children[0]!;
  const [header, ...blocks] = initiation.children;
  const all = blocks.flatMap((block) => childrenOf(block, 'CdtTrfTxInf'));
  const ids = all.map((transfer) => textAt(transfer, 'PmtId', 'EndToEndId'));
  return [
    ...counted(header!, all, 'GrpHdr'),
    ...blocks.flatMap((block) => counted(block, childrenOf(block, 'CdtTrfTxInf'), 'PmtInf')),
    ...(new Set(ids).size === ids.length ? [] : ['EndToEndId: the same for two transfers']),
  ];
}

function counted(node: XmlNode, transfers: XmlNode[], path: string): string[] {
  const [count, sum] = [textAt(node, 'NbOfTxs'), textAt(node, 'CtrlSum')];
  const total = transfers.reduce((at, one) => at + exact(textAt(one, 'Amt', 'InstdAmt')!), 0n);
  return [
    ...(count === undefined || Number(count) === transfers.length
      ? []
      : [`${path}/NbOfTxs: wrong`]),
    ...(sum === undefined || exact(sum) === total ? [] : [`${path}/CtrlSum: wrong`]),
  ];
}

function exact(decimal: string): bigint {
  const [whole = '', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(17, '0'));
}

const childrenOf = (node: XmlNode, name: string) =>
  node.children.filter((child) => child.name === name);

function textAt(node: XmlNode, ...path: string[]): string | undefined {
  return path.reduce<XmlNode | undefined>((at, name) => at && childrenOf(at, name)[0], node)?.text;
}
