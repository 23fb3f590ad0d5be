import { parseDate, type CalendarDate } from '../dates/calendar';
import { readMoney, type Money } from '../money/money';
import type { RowProblem } from '../people-import/read-csv';
import { readFileRows, type FileRow } from './import-rows';
import { CLOSE_REASONS, DEAL_STAGES, isOpenStage, type DealStage } from './stages';

/** What a file can bring. */
export const SALES_IMPORTS = ['customers', 'deals'] as const;
/** @see SALES_IMPORTS */
export type SalesImport = (typeof SALES_IMPORTS)[number];

/** The columns of a file of customers. */
export const CUSTOMER_COLUMNS = {
  name: { heading: 'Name', isRequired: true },
  industry: { heading: 'Industry' },
  city: { heading: 'City' },
  website: { heading: 'Website' },
  taxNumber: { heading: 'Tax number' },
  owner: { heading: 'Owner' },
} as const;

/** The columns of a file of deals. */
export const DEAL_COLUMNS = {
  name: { heading: 'Name', isRequired: true },
  customer: { heading: 'Customer', isRequired: true },
  amount: { heading: 'Amount', isRequired: true },
  currency: { heading: 'Currency', isRequired: true },
  expectedOn: { heading: 'Expected on', isRequired: true },
  cost: { heading: 'Cost' },
  stage: { heading: 'Stage' },
  owner: { heading: 'Owner' },
  closedOn: { heading: 'Closed on' },
  reason: { heading: 'Reason' },
} as const;

/** What is there already; keys of the maps are in lower case. */
export interface KnownSales {
  /** Whoever may own customers and deals, by address. */
  sellers: ReadonlyMap<string, { id: string; departmentId: string }>;
  /** Every customer in use by name; null is one that the reader does not see. */
  customers: ReadonlyMap<string, string | null>;
  /** Whose the lines are that name nobody: an address. */
  self: string;
  /** Of the reader's place. */
  today: CalendarDate;
}

/** A customer a file adds. */
export interface ImportedCustomer {
  line: number;
  name: string;
  industry: string | null;
  city: string | null;
  website: string | null;
  taxNumber: string | null;
  ownerId: string;
  departmentId: string;
}

/** A deal a file adds. */
export interface ImportedDeal {
  line: number;
  name: string;
  customerId: string;
  ownerId: string;
  departmentId: string;
  stage: DealStage;
  amount: Money;
  costMinor: bigint;
  expectedOn: CalendarDate;
  closedOn: CalendarDate | null;
  reason: string | null;
}

/** What a file comes to; only one without problems may be written. */
export interface CheckedSales<Row> {
  count: number;
  rows: Row[];
  problems: RowProblem[];
}

type Refuse = (heading: string, message: string) => undefined;

function checkRows<Cells extends FileRow<Record<string, { heading: string }>>, Row>(
  { rows, count, problems }: { rows: Cells[]; count: number; problems: RowProblem[] },
  check: (row: Cells, refuse: Refuse) => Row | undefined,
): CheckedSales<Row> {
  const found = [...problems];
  const good: Row[] = [];
  for (const row of rows) {
    const before = found.length;
    const refuse: Refuse = (column, message) => {
      found.push({ line: row.line, column, message });
    };
    const made = check(row, refuse);
    if (made !== undefined && found.length === before) good.push(made);
  }
  return { count, rows: good, problems: found.sort((a, b) => a.line - b.line) };
}

function ownerOf(cell: string, known: KnownSales, refuse: Refuse) {
  const owner = known.sellers.get((cell || known.self).toLowerCase());
  return (
    owner ??
    refuse('Owner', 'Nobody in a sales department has this address. Use the owner’s e-mail.')
  );
}

/** Reads a file of customers and finds everything that is wrong with it. Pure: what is there already is given. */
export function checkCustomers(
  bytes: Uint8Array,
  known: KnownSales,
): CheckedSales<ImportedCustomer> {
  const lines = new Map<string, number>();
  return checkRows(readFileRows(bytes, CUSTOMER_COLUMNS), ({ line, cells }, refuse) => {
    const name = cells.name.toLowerCase();
    const first = lines.get(name);
    if (!lines.has(name)) lines.set(name, line);
    if (!name) refuse('Name', 'Give the customer’s name.');
    else if (known.customers.has(name)) refuse('Name', 'There is a customer of this name already.');
    else if (first !== undefined) refuse('Name', `The same name stands on line ${first}.`);
    if (cells.name.length > 200) refuse('Name', 'Use at most 200 characters.');
    if (cells.website && !/^https?:\/\/\S+$/.test(cells.website))
      refuse('Website', 'Use an address such as https://www.example.com.');
    const owner = ownerOf(cells.owner, known, refuse);
    if (!owner) return undefined;
    return {
      ...{ line, name: cells.name, ownerId: owner.id, departmentId: owner.departmentId },
      ...{ industry: cells.industry || null, city: cells.city || null },
      ...{ website: cells.website || null, taxNumber: cells.taxNumber || null },
    };
  });
}

type DealCells = FileRow<typeof DEAL_COLUMNS>['cells'];

/** Reads a file of deals and finds everything that is wrong with it. Pure: what is there already is given. */
export function checkDeals(bytes: Uint8Array, known: KnownSales): CheckedSales<ImportedDeal> {
  return checkRows(readFileRows(bytes, DEAL_COLUMNS), ({ line, cells }, refuse) => {
    if (!cells.name) refuse('Name', 'Give the deal a name.');
    if (cells.name.length > 200) refuse('Name', 'Use at most 200 characters.');
    const customerId = known.customers.get(cells.customer.toLowerCase());
    if (!customerId) refuse('Customer', 'There is no customer of this name that you see.');
    const owner = ownerOf(cells.owner, known, refuse);
    const amount = moneyOf('Amount', cells.amount, cells.currency, refuse);
    const cost = cells.cost ? moneyOf('Cost', cells.cost, cells.currency, refuse) : undefined;
    const expectedOn = dayOf('Expected on', cells.expectedOn, refuse);
    const end = endOf(cells, { refuse, today: known.today });
    if (end?.stage === 'won' && amount?.minor === 0n)
      refuse('Amount', 'A won deal is worth something.');
    if (!customerId || !owner || !amount || !expectedOn || !end) return undefined;
    return {
      ...{ line, name: cells.name, customerId, ownerId: owner.id, expectedOn, amount },
      ...{ departmentId: owner.departmentId, costMinor: cost?.minor ?? 0n, ...end },
    };
  });
}

function moneyOf(heading: string, amount: string, currency: string, refuse: Refuse) {
  const money = readMoney({ amount, currency: currency.toUpperCase() });
  if ('member' in money)
    return refuse(money.member === 'currency' ? 'Currency' : heading, `${money.message}.`);
  return money.minor < 0n ? refuse(heading, 'It cannot be negative.') : money;
}

function dayOf(heading: string, cell: string, refuse: Refuse): CalendarDate | undefined {
  return (
    parseDate(cell) ?? refuse(heading, 'Write the date as year-month-day, such as 2026-02-25.')
  );
}

/** Where a deal stands; one that is won or lost with its day and reason. A lead, if the file says nothing. */
function endOf(
  cells: DealCells,
  { refuse, today }: { refuse: Refuse; today: CalendarDate },
): Pick<ImportedDeal, 'stage' | 'closedOn' | 'reason'> | undefined {
  const said = cells.stage.toLowerCase() || 'lead';
  const stage = DEAL_STAGES.find((one) => one === said);
  if (!stage) return refuse('Stage', `Use one of ${DEAL_STAGES.join(', ')}.`);
  if (isOpenStage(stage)) {
    if (cells.closedOn) return refuse('Closed on', 'Only what is won or lost is closed.');
    return { stage, closedOn: null, reason: null };
  }
  const closedOn = dayOf('Closed on', cells.closedOn, refuse);
  if (closedOn && closedOn > today) return refuse('Closed on', 'This day is still to come.');
  const reasons = Object.keys(CLOSE_REASONS[stage === 'won' ? 'won' : 'lost']);
  const reason = cells.reason.toLowerCase().replace(/\s+/g, '-');
  if (!reasons.includes(reason)) return refuse('Reason', `Use one of ${reasons.join(', ')}.`);
  return closedOn === undefined ? undefined : { stage, closedOn, reason };
}
