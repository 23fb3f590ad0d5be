import { checkCsvFile, type CheckedFile, type RefuseCell } from '../csv-import/check-file';
import type { CsvColumns, CsvRow } from '../csv-import/rows';
import { parseDate, type CalendarDate } from '../dates/calendar';
import { readMoney, type Money } from '../money/money';
import { CLOSE_REASONS, DEAL_STAGES, isOpenStage, type DealStage } from './stages';

/** Nobody brings more at once; past it, send several files. */
const MOST_ROWS = 5_000;
const LONGEST_NAME = 200;
const LONGEST_CELL = 300;
const NOTHING = 'Below the headings there is nothing.';

/** What a file can bring. */
export const SALES_IMPORTS = ['customers', 'deals'] as const;
/** @see SALES_IMPORTS */
export type SalesImport = (typeof SALES_IMPORTS)[number];

const CUSTOMER_HEADINGS = {
  name: 'Name',
  industry: 'Industry',
  city: 'City',
  website: 'Website',
  taxNumber: 'Tax number',
  owner: 'Owner',
} as const;
type CustomerColumn = keyof typeof CUSTOMER_HEADINGS;

const DEAL_HEADINGS = {
  name: 'Name',
  customer: 'Customer',
  amount: 'Amount',
  currency: 'Currency',
  expectedOn: 'Expected on',
  cost: 'Cost',
  stage: 'Stage',
  owner: 'Owner',
  closedOn: 'Closed on',
  reason: 'Reason',
} as const;
type DealColumn = keyof typeof DEAL_HEADINGS;

const CUSTOMER_COLUMNS: CsvColumns<CustomerColumn> = {
  headings: CUSTOMER_HEADINGS,
  required: ['name'],
  nothing: NOTHING,
};
const DEAL_COLUMNS: CsvColumns<DealColumn> = {
  headings: DEAL_HEADINGS,
  required: ['name', 'customer', 'amount', 'currency', 'expectedOn'],
  nothing: NOTHING,
};

/** The headings of a file of each. */
export const IMPORT_HEADINGS: Record<SalesImport, string[]> = {
  customers: Object.values(CUSTOMER_HEADINGS),
  deals: Object.values(DEAL_HEADINGS),
};

/** What a name may hold is said by its own check, in its own words. */
function longestOf<Column extends string>(columns: CsvColumns<Column>): Record<Column, number> {
  const names = Object.keys(columns.headings) as Column[];
  return Object.fromEntries(
    names.map((name) => [name, name === 'name' ? LONGEST_NAME : LONGEST_CELL]),
  ) as Record<Column, number>;
}

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

function ownerOf(cell: string, known: KnownSales, refuse: RefuseCell<'owner'>) {
  const owner = known.sellers.get((cell || known.self).toLowerCase());
  if (!owner)
    refuse('owner', 'Nobody in a sales department has this address. Use the owner’s e-mail.');
  return owner;
}

/** Reads a file of customers and finds everything that is wrong with it. Pure: what is there already is given. */
export function checkCustomers(
  bytes: Uint8Array,
  known: KnownSales,
): CheckedFile<ImportedCustomer> {
  const lines = new Map<string, number>();
  return checkCsvFile(bytes, {
    ...{ columns: CUSTOMER_COLUMNS, most: MOST_ROWS, longest: longestOf(CUSTOMER_COLUMNS) },
    read: ({ line, cells }, refuse) => {
      const name = cells.name.toLowerCase();
      const first = lines.get(name);
      if (first === undefined) lines.set(name, line);
      else refuse('name', `The same name stands on line ${first}.`);
      return customerOf(cells, known, refuse);
    },
  });
}

function customerOf(
  cells: CsvRow<CustomerColumn>['cells'],
  known: KnownSales,
  refuse: RefuseCell<CustomerColumn>,
): ImportedCustomer | undefined {
  if (!cells.name) refuse('name', 'Give the customer’s name.');
  else if (known.customers.has(cells.name.toLowerCase()))
    refuse('name', 'There is a customer of this name already.');
  if (cells.website && !/^https?:\/\/\S+$/.test(cells.website))
    refuse('website', 'Use an address such as https://www.example.com.');
  const owner = ownerOf(cells.owner, known, refuse);
  const orNull = (cell: string) => cell || null;
  return (
    owner && {
      ...{ name: cells.name, ownerId: owner.id, departmentId: owner.departmentId },
      ...{ industry: orNull(cells.industry), city: orNull(cells.city) },
      ...{ website: orNull(cells.website), taxNumber: orNull(cells.taxNumber) },
    }
  );
}

type DealCells = CsvRow<DealColumn>['cells'];
type RefuseDeal = RefuseCell<DealColumn>;

/** Reads a file of deals and finds everything that is wrong with it. Pure: what is there already is given. */
export function checkDeals(bytes: Uint8Array, known: KnownSales): CheckedFile<ImportedDeal> {
  return checkCsvFile(bytes, {
    ...{ columns: DEAL_COLUMNS, most: MOST_ROWS, longest: longestOf(DEAL_COLUMNS) },
    read: ({ cells }, refuse) => dealOf(cells, known, refuse),
  });
}

function dealOf(cells: DealCells, known: KnownSales, refuse: RefuseDeal): ImportedDeal | undefined {
  if (!cells.name) refuse('name', 'Give the deal a name.');
  const customerId = known.customers.get(cells.customer.toLowerCase());
  if (!customerId) refuse('customer', 'There is no customer of this name that you see.');
  const owner = ownerOf(cells.owner, known, refuse);
  const worth = worthOf(cells, refuse);
  const expectedOn = dayOf('expectedOn', cells.expectedOn, refuse);
  const end = endOf(cells, { refuse, today: known.today });
  if (!customerId || !owner || !worth || !expectedOn || !end) return undefined;
  if (end.stage === 'won' && worth.amount.minor === 0n)
    refuse('amount', 'A won deal is worth something.');
  return {
    ...{ name: cells.name, customerId, ownerId: owner.id, departmentId: owner.departmentId },
    ...{ expectedOn, ...worth, ...end },
  };
}

/** What a deal is worth and costs, in one currency. */
function worthOf(
  { amount, cost, currency }: DealCells,
  refuse: RefuseDeal,
): Pick<ImportedDeal, 'amount' | 'costMinor'> | undefined {
  const worth = moneyOf('amount', { amount, currency }, refuse);
  const costs = cost ? moneyOf('cost', { amount: cost, currency }, refuse) : { minor: 0n };
  return worth && costs && { amount: worth, costMinor: costs.minor };
}

function moneyOf(
  column: 'amount' | 'cost',
  { amount, currency }: { amount: string; currency: string },
  refuse: RefuseDeal,
): Money | undefined {
  const money = readMoney({ amount, currency: currency.toUpperCase() });
  if ('member' in money)
    refuse(money.member === 'currency' ? 'currency' : column, `${money.message}.`);
  else if (money.minor < 0n) refuse(column, 'It cannot be negative.');
  else return money;
  return undefined;
}

function dayOf(
  column: 'expectedOn' | 'closedOn',
  cell: string,
  refuse: RefuseDeal,
): CalendarDate | undefined {
  const day = parseDate(cell);
  if (!day) refuse(column, 'Write the date as year-month-day, such as 2026-02-25.');
  return day;
}

/** Where a deal stands; one that is won or lost with its day and reason. A lead, if the file says nothing. */
function endOf(
  cells: DealCells,
  { refuse, today }: { refuse: RefuseDeal; today: CalendarDate },
): Pick<ImportedDeal, 'stage' | 'closedOn' | 'reason'> | undefined {
  const said = cells.stage.toLowerCase() || 'lead';
  const stage = DEAL_STAGES.find((one) => one === said);
  if (!stage) refuse('stage', `Use one of ${DEAL_STAGES.join(', ')}.`);
  else if (!isOpenStage(stage)) return closedOf(stage, cells, { refuse, today });
  else if (cells.closedOn) refuse('closedOn', 'Only what is won or lost is closed.');
  return stage && { stage, closedOn: null, reason: null };
}

function closedOf(
  stage: DealStage,
  cells: DealCells,
  { refuse, today }: { refuse: RefuseDeal; today: CalendarDate },
): Pick<ImportedDeal, 'stage' | 'closedOn' | 'reason'> | undefined {
  const closedOn = dayOf('closedOn', cells.closedOn, refuse);
  if (closedOn && closedOn > today) refuse('closedOn', 'This day is still to come.');
  const reasons = Object.keys(CLOSE_REASONS[stage === 'won' ? 'won' : 'lost']);
  const reason = cells.reason.toLowerCase().replace(/\s+/g, '-');
  if (!reasons.includes(reason)) refuse('reason', `Use one of ${reasons.join(', ')}.`);
  return closedOn === undefined ? undefined : { stage, closedOn, reason };
}
