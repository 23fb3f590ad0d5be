/** The columns of every list that can be arranged and taken along: what an address calls each, and its title. */
export const LIST_COLUMNS = {
  people: {
    name: 'Name',
    email: 'E-mail',
    department: 'Department',
    manager: 'Manager',
    grade: 'Grade',
    roles: 'Roles',
    joined: 'Joined on',
    active: 'Active',
  },
  'leave-requests': {
    employee: 'Employee',
    type: 'Type',
    from: 'From',
    fromHalf: 'From half',
    to: 'To',
    toHalf: 'To half',
    days: 'Days',
    reason: 'Reason',
    status: 'Status',
    asked: 'Asked at',
  },
  'expense-claims': {
    employee: 'Employee',
    title: 'Title',
    claimed: 'Claimed',
    approved: 'Approved',
    currency: 'Currency',
    status: 'Status',
    asked: 'Asked at',
  },
  approvals: {
    title: 'Title',
    kind: 'Kind',
    requester: 'Requester',
    status: 'Status',
    waiting: 'Waits on',
    due: 'Due at',
    asked: 'Asked at',
    closed: 'Closed at',
  },
  projects: {
    code: 'Code',
    name: 'Name',
    customer: 'Customer',
    department: 'Department',
    manager: 'Manager',
    status: 'Status',
    starts: 'Starts on',
    live: 'Live on',
  },
  customers: {
    name: 'Name',
    industry: 'Industry',
    city: 'City',
    owner: 'Owner',
    department: 'Department',
    deals: 'Open deals',
    archived: 'Archived',
  },
  deals: {
    number: 'Number',
    name: 'Name',
    customer: 'Customer',
    owner: 'Owner',
    stage: 'Stage',
    amount: 'Amount',
    weighted: 'Weighted',
    currency: 'Currency',
    expected: 'Expected on',
    closed: 'Closed on',
  },
  onboardings: {
    person: 'Who',
    purpose: 'Purpose',
    checklist: 'Checklist',
    dayZero: 'Day zero',
    progress: 'Progress',
    blocking: 'Still blocking',
    status: 'Status',
    startedBy: 'Started by',
    started: 'Started at',
  },
  'incentive-statements': {
    seller: 'Seller',
    plan: 'Plan',
    period: 'Period',
    from: 'From',
    payable: 'To be paid',
    carried: 'Set off later',
    currency: 'Currency',
    status: 'State',
  },
  'leave-year-rows': {
    employee: 'Employee',
    department: 'Department',
    type: 'Type',
    state: 'State',
    carry: 'To be carried',
    expire: 'To be lost',
    encash: 'To be paid out',
    carried: 'Carried',
    lost: 'Lost',
    paidOut: 'Paid out',
    rate: 'Daily rate',
    why: 'Why',
  },
  'leave-payables': {
    employee: 'Employee',
    type: 'Type',
    days: 'Days',
    on: 'By the rate of',
    rate: 'Daily rate',
    amount: 'Amount',
    currency: 'Currency',
    status: 'Status',
    problem: 'Problem',
    paid: 'Paid on',
  },
  'customer-invoices': {
    number: 'Number',
    kind: 'Kind',
    customer: 'Customer',
    date: 'Date',
    due: 'Due on',
    state: 'State',
    total: 'Total',
    open: 'Open',
    currency: 'Currency',
    base: 'In the books',
    openBase: 'Open in the books',
  },
  'vendor-bills': {
    number: 'Number',
    vendor: 'Vendor',
    theirs: 'Number of the vendor',
    date: 'Date',
    due: 'Due on',
    state: 'State',
    amount: 'Amount',
    open: 'Open',
    currency: 'Currency',
    base: 'In the books',
    openBase: 'Open in the books',
    baseCurrency: 'Currency of the books',
  },
  'journal-entries': {
    number: 'Number',
    posted: 'Posted on',
    document: 'Document of',
    text: 'Text',
    source: 'Source',
    amount: 'Amount',
    currency: 'Currency',
    enteredBy: 'Entered by',
  },
  'ledger-lines': {
    number: 'Number',
    posted: 'Posted on',
    account: 'Account',
    accountName: 'Account name',
    text: 'Text',
    debit: 'Debit',
    credit: 'Credit',
    party: 'Party',
    department: 'Department',
    due: 'Due on',
  },
  'bank-lines': {
    date: 'Date',
    description: 'Description',
    reference: 'Reference',
    amount: 'Amount',
    currency: 'Currency',
    matchedBy: 'Matched by',
  },
  'bank-reconciliation': {
    part: 'Part',
    date: 'Date',
    text: 'Text',
    reference: 'Reference',
    amount: 'Amount',
    currency: 'Currency',
  },
  'trial-balance': {
    account: 'Account',
    name: 'Name',
    kind: 'Kind',
    debit: 'Debit',
    credit: 'Credit',
  },
  'project-portfolio': {
    code: 'Code',
    name: 'Name',
    customer: 'Customer',
    department: 'Department',
    manager: 'Manager',
    status: 'Status',
    method: 'Earns by',
    revenue: 'Revenue',
    cost: 'Cost',
    margin: 'Margin',
    budget: 'Budget',
    burn: 'Burnt, %',
    billable: 'Billable, %',
  },
  budgets: {
    month: 'Month',
    department: 'Department',
    code: 'Account',
    account: 'Name',
    amount: 'Budget',
    spent: 'Spent',
    promised: 'Promised',
    left: 'Left',
    currency: 'Currency',
    action: 'Beyond it',
  },
  utilisation: {
    person: 'Who',
    department: 'Department',
    billable: 'Billable, h',
    other: 'Not billed, h',
    available: 'Available, h',
    percent: 'Utilisation, %',
  },
  audit: {
    at: 'When',
    actor: 'Who',
    action: 'Did',
    channel: 'Channel',
    subject: 'Subject',
    subjectId: 'Subject id',
    details: 'Details',
  },
} as const satisfies Record<string, Record<string, string>>;

/** A list whose columns can be chosen and whose views can be saved. */
export type ListName = keyof typeof LIST_COLUMNS;
/** Every such list. */
export const LIST_NAMES = Object.keys(LIST_COLUMNS) as [ListName, ...ListName[]];
/** What an address calls a column of a list. */
export type ColumnOf<List extends ListName> = keyof (typeof LIST_COLUMNS)[List] & string;

/** All columns of a list, in their usual order. */
export function columnsOf<List extends ListName>(list: List): ColumnOf<List>[] {
  return Object.keys(LIST_COLUMNS[list]) as ColumnOf<List>[];
}

/** The title of a column. */
export function columnTitle<List extends ListName>(list: List, column: ColumnOf<List>): string {
  return (LIST_COLUMNS[list] as Record<string, string>)[column] ?? column;
}

/**
 * Reads the columns an address asks for: "name,department", each once, in that order.
 * @returns the columns, and what is no column of the list
 */
export function readColumns<List extends ListName>(
  list: List,
  text: string,
): { columns: ColumnOf<List>[]; unknown: string[] } {
  const known = columnsOf(list);
  const wanted = [...new Set(text.split(',').filter((name) => name !== ''))];
  return {
    columns: wanted.flatMap((name) => known.find((column) => column === name) ?? []),
    unknown: wanted.filter((name) => !known.some((column) => column === name)),
  };
}
