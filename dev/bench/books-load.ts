import pg from 'pg';
import { benchId } from './row-names';

/** Entries of two lines each: a million lines. */
const ENTRIES = 500_000;
/** Lines of one project: as many of the journal as of approved time. */
const OF_PROJECT = 50_000;

const account = (code: string) => `(SELECT id FROM account WHERE code = ${code})`;
const department = `(SELECT id FROM department WHERE name = 'Consulting')`;
const PROJECT = `(SELECT id FROM project ORDER BY code LIMIT 1)`;
/** Over two years back from today. */
const DAY = `current_date - n % 730`;
/** Every fourth entry earns, the others cost. */
const OTHER = `(ARRAY['4200', '5100', '5110', '5200'])[1 + n % 4]`;
const AMOUNT = `100 + n % 100000`;

const STATEMENTS = [
  `INSERT INTO journal_entry (id, posted_on, document_on, source_kind, source_id, event, memo)
   SELECT ${benchId('entry')}, ${DAY}, ${DAY}, 'bench', ${benchId('document')}, 'posted', 'Bench ' || n
   FROM generate_series(1, ${ENTRIES}) AS n`,
  `INSERT INTO journal_line (entry_id, ordinal, account_id, debit_minor, credit_minor, currency, original_minor, department_id,
     entry_on, project_id, figure)
   SELECT ${benchId('entry')}, side, CASE side WHEN 1 THEN ${account(OTHER)} ELSE ${account(`'1100'`)} END,
     CASE (side = 1) = (n % 4 <> 0) WHEN true THEN ${AMOUNT} ELSE 0 END,
     CASE (side = 1) = (n % 4 <> 0) WHEN true THEN 0 ELSE ${AMOUNT} END, 'INR', ${AMOUNT}, ${department}, ${DAY},
     CASE WHEN side = 1 AND n <= ${OF_PROJECT} THEN ${PROJECT} END,
     CASE WHEN side = 1 AND n <= ${OF_PROJECT} THEN CASE n % 4 WHEN 0 THEN 'revenue' ELSE 'expenses' END END
   FROM generate_series(1, ${ENTRIES}) AS n, generate_series(1, 2) AS side`,
  `INSERT INTO timesheet (id, employee_id, project_id, week_starts_on, status)
   SELECT ${benchId('sheet')}, e.id, ${PROJECT}, date_trunc('week', ${DAY})::date, 'approved'
   FROM generate_series(1, ${OF_PROJECT} / 100) AS n, employee e WHERE e.email = 'consultant@netra.example'`,
  `INSERT INTO timesheet_line (employee_id, project_id, worked_on, task, billable, minutes, sheet_id, approved_at,
     cost_rate_minor, cost_minor, bill_rate_minor, bill_minor)
   SELECT e.id, ${PROJECT}, ${DAY}, 'Bench', n % 5 <> 0, 60, ${benchId('sheet', `(1 + n % (${OF_PROJECT} / 100))`)}, now(),
     80000, 80000, 200000, 200000
   FROM generate_series(1, ${OF_PROJECT}) AS n, employee e WHERE e.email = 'consultant@netra.example'`,
];

/**
 * Adds a million lines to the journal of a demo company, 50,000 of them and as many of approved time to one project, as a
 * restore would: past the triggers, and analysed at the end.
 * @returns the project
 */
export async function loadBooks(databaseUrl: string): Promise<{ projectId: string }> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(`SET session_replication_role = 'replica'`);
    for (const statement of STATEMENTS) await client.query(statement);
    await client.query('VACUUM ANALYZE');
    const { rows } = await client.query<{ id: string }>(`SELECT ${PROJECT} AS id`);
    const [project] = rows;
    if (!project) throw new Error('the demo company has no project');
    return { projectId: project.id };
  } finally {
    await client.end();
  }
}
