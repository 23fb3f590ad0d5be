import type { ToolOutcome } from '../../domain/assistant/tool';
import type { Database } from '../../platform/database/database';
import type { Organisation } from './organisation';

/** Texts that the tools show, each of which gets a mark that no other row has. */
const MARKED: [table: string, column: string][] = [
  ['employee', 'email'],
  ['expense_claim', 'title'],
  ['approval_request', 'title'],
  ['project', 'name'],
  ['deal', 'name'],
  ['customer', 'name'],
  ['customer_invoice', 'number'],
  ['chat_message', 'text'],
];
const MARK = /zq\d+x/g;

/** The marks in a text, one for each time it is there. */
export const marksIn = (text: string): string[] => text.match(MARK) ?? [];

/** Puts a mark into every row. As the owner, with the triggers off that keep what was written from being changed. */
export async function markRows(db: Database): Promise<void> {
  const updates = MARKED.map(
    ([table, column]) =>
      `UPDATE ${table} SET ${column} = 'zq' || nextval('canary') || 'x ' || left(${column}, 60) WHERE ${column} IS NOT NULL;`,
  );
  await db.query(`CREATE SEQUENCE canary; SET session_replication_role = replica;
    ${updates.join('\n')} SET session_replication_role = DEFAULT`);
}

/** A marked row, and whom it belongs to. */
interface Marked {
  mark: string;
  id: string;
  customer?: string;
  people?: string[] | null;
  departments?: string[];
  /** Those it is shared with: they themselves, and nobody for them. */
  shared?: string[];
}

const ROWS = (table: string, column: string, owners: string) =>
  `SELECT x.id, substring(${column} FROM 'zq[0-9]+x') AS mark, ${owners} FROM ${table} x WHERE ${column} IS NOT NULL`;

/** The marks each table has, with the ids that the walk of the organisation needs to say who may see them. */
async function readMarks(db: Database) {
  const read = (table: string, column: string, owners: string) =>
    db.query<Marked>(ROWS(table, column, owners));
  const dealOwners = `ARRAY[owner_id] AS people, ARRAY[department_id] AS departments,
    ARRAY(SELECT s.employee_id FROM deal_split s WHERE s.deal_id = x.id) AS shared`;
  return {
    employees: await read('employee', 'email', 'ARRAY[id] AS people'),
    claims: await read('expense_claim', 'title', 'ARRAY[employee_id] AS people'),
    requests: await read(
      ...(['approval_request', 'title'] as const),
      `ARRAY[requester_id] AS people, ARRAY(SELECT t.approver_id FROM approval_task t WHERE t.request_id = x.id
        AND t.status IN ('open', 'approved', 'rejected', 'superseded', 'revoked')) AS shared`,
    ),
    projects: await read(
      ...(['project', 'name'] as const),
      `ARRAY[department_id] AS departments, ARRAY(SELECT l.employee_id FROM timesheet_line l
        WHERE l.project_id = x.id AND l.sheet_id IS NOT NULL) AS people, ARRAY(SELECT m.employee_id FROM project_member m
        WHERE m.project_id = x.id) || manager_id AS shared`,
    ),
    deals: await read('deal', 'name', `${dealOwners}, customer_id AS customer`),
    customers: await read(
      'customer',
      'name',
      'ARRAY[owner_id] AS people, ARRAY[department_id] AS departments',
    ),
    invoices: await read('customer_invoice', 'number', 'NULL AS people'),
    messages: await read(
      ...(['chat_message', 'text'] as const),
      `ARRAY(SELECT m.user_id FROM conversation_member m WHERE m.conversation_id = x.conversation_id
        AND m.left_at IS NULL) AS shared`,
    ),
  };
}

/** The marks that somebody may be shown, by the walk. */
export type Allowed = (id: string) => Set<string>;

/** Who may see which marks. */
export async function readAllowed(db: Database, organisation: Organisation): Promise<Allowed> {
  const marks = await readMarks(db);
  return (id) => {
    const { people, headed, line, holds, members, units } = organisation;
    const heads = headed(id);
    const own = members.find((member) => member.id === id)?.department;
    const isConsulting = units.some((unit) => unit.id === own && unit.kind === 'consulting');
    const sellers = isConsulting ? new Set([id]) : line(id);
    const seesSales = holds(id, 'admin', 'finance');
    const of = (rows: Marked[], owners: Set<string>, isAll = false) =>
      rows.filter(
        (row) =>
          isAll ||
          row.people?.some((owner) => owners.has(owner)) ||
          row.shared?.includes(id) ||
          row.departments?.some((department) => heads.has(department)),
      );
    const deals = of(marks.deals, sellers, seesSales);
    const dealtWith = new Set(deals.map((deal) => deal.customer));
    const seen = [
      ...of(marks.employees, people(id, 'admin', 'hr')),
      ...of(marks.claims, people(id, 'admin', 'finance')),
      ...of(marks.requests, people(id, 'admin')),
      // Whoever sees the hours somebody handed in is told, beside them, what they were worked on.
      ...of(marks.projects, people(id, 'admin'), seesSales),
      ...deals,
      ...of(marks.customers, sellers, seesSales),
      ...marks.customers.filter((row) => dealtWith.has(row.id)),
      ...(seesSales ? marks.invoices : []),
      ...of(marks.messages, new Set()),
    ];
    return new Set(seen.map(({ mark }) => mark));
  };
}

/** Tools whose rows are each about one person, and the roles that see everybody's. */
const OF_PEOPLE = new Map<string, string[]>(
  Object.entries({
    find_people: ['admin', 'hr'],
    leave_balance: ['admin', 'hr'],
    leave_taken: ['admin', 'hr'],
    leave_requests: ['admin', 'hr'],
    expense_claims: ['admin', 'finance'],
    expense_totals: ['admin', 'finance'],
    advances: ['admin', 'finance'],
    incentives: ['admin', 'finance'],
  }),
);

/** What of an outcome somebody should not have been shown. */
export type Scan = (asked: { by: string; tool: string; outcome: unknown }) => {
  leaked: string[];
  seen: number;
};

/** Looks at all that is said to somebody, each letter of it. */
export function createScan(organisation: Organisation, allowed: Allowed): Scan {
  const marksOf = memo(allowed);
  const namesOf = memo((key: string) => {
    const [by = '', ...roles] = key.split(' ');
    const ids = organisation.people(by, ...roles);
    return new Set(organisation.members.filter(({ id }) => ids.has(id)).map(({ name }) => name));
  });
  return ({ by, tool, outcome }) => {
    const marks = marksIn(JSON.stringify(outcome));
    const roles = OF_PEOPLE.get(tool);
    const people = roles ? peopleIn(outcome as ToolOutcome) : [];
    const names = namesOf([by, ...(roles ?? [])].join(' '));
    return {
      seen: marks.length + people.length,
      leaked: [
        ...marks.filter((mark) => !marksOf(by).has(mark)),
        ...people.filter((name) => !names.has(name)),
      ],
    };
  };
}

function peopleIn(outcome: ToolOutcome): string[] {
  if (outcome.kind !== 'rows') return [];
  const key = outcome.table.columns.find(({ label }) => label === 'Person')?.key;
  if (key === undefined) return [];
  return outcome.table.rows.flatMap(({ cells }) => {
    const person = cells[key];
    return typeof person === 'string' ? [person] : [];
  });
}

function memo<Value>(reckon: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, reckon(key));
    return known.get(key)!;
  };
}
