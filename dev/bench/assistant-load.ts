import pg from 'pg';
import { benchId, personaId } from './row-names';

const PEOPLE = 5_000;
const CLAIMS = 200_000;

/** Half of the people below the head of sales, by fifty managers; fifty below the manager of consulting. */
const STATEMENTS = [
  `INSERT INTO employee (id, email, name, password_hash, department_id, manager_id, roles, joined_on, active)
   SELECT ${benchId('person')}, 'bench' || n || '@netra.example', 'Bench ' || n, '',
     (SELECT id FROM department WHERE name = CASE n % 2 WHEN 1 THEN 'Sales' ELSE 'Consulting' END),
     CASE WHEN n <= 50 THEN ${personaId('sales.head')} WHEN n % 100 = 0 THEN ${personaId('consulting.manager')}
       ELSE ${benchId('person', '(1 + n % 50)')} END,
     ARRAY['employee'], date '2020-01-01' + n % 2000, true FROM generate_series(1, ${PEOPLE}) AS n`,
  'SELECT fill_reporting_line()',
  `INSERT INTO authz.colleague SELECT id, name, department_id, roles, active FROM employee ON CONFLICT DO NOTHING`,
  `INSERT INTO expense_claim (id, employee_id, title, currency, total_minor, status, created_at)
   SELECT ${benchId('claim')}, ${benchId('person', `(1 + n % ${PEOPLE})`)}, 'Bench claim ' || n, 'INR', 100 + n, 'approved', now()
   FROM generate_series(1, ${CLAIMS}) AS n`,
  `INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
   SELECT ${benchId('claim')}, 1, current_date - n % 700, (ARRAY['meals', 'travel', 'lodging', 'other'])[1 + n % 4], 'Bench', 100 + n
   FROM generate_series(1, ${CLAIMS}) AS n`,
  'SELECT authz.fill_spending()',
  'UPDATE assistant_settings SET questions_per_minute = 1000, tokens_per_day = 100000000',
];

/** Adds 5,000 people and 200,000 claims to the demo company, below what triggers would do one by one. */
export async function loadClaims(databaseUrl: string): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  try {
    await db.query('SET session_replication_role = replica');
    for (const statement of STATEMENTS) await db.query(statement);
    await db.query('SET session_replication_role = DEFAULT');
    await db.query('VACUUM ANALYZE');
  } finally {
    await db.end();
  }
}
