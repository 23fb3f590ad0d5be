import pg from 'pg';
import { benchId, personaId } from './row-names';

/** Of each kind of row. */
const ROWS = 100_000;

/** Every five-hundredth row is the employee's own; the others are one each of everybody. */
const OWNER = `CASE WHEN n % 500 = 0 THEN ${personaId('sales.rep')} ELSE ${benchId('person')} END`;
/** From now back, five minutes apart: the last row is almost a year old. */
const AT = `now() - n * interval '5 minutes'`;
/** No two of one person on the same day. */
const DAY = `date '2028-06-01' - CASE WHEN n % 500 = 0 THEN n / 500 ELSE n % 700 END`;
const EACH = `FROM generate_series(1, ${ROWS}) AS n`;
const STATUS = `CASE WHEN n % 20 = 0 THEN 'pending' WHEN n % 11 = 0 THEN 'rejected' ELSE 'approved' END`;

/** A thousand managers under the two heads; fifty people under the manager; ten thousand in a department of their own. */
const STATEMENTS = [
  `INSERT INTO department (id, name, kind) VALUES (${benchId('department', `'1'`)}, 'Bench', 'other')`,
  `INSERT INTO employee (id, email, name, password_hash, department_id, manager_id, roles, joined_on, active)
   SELECT ${benchId('person')}, 'bench' || n || '@netra.example',
     (ARRAY['Asha','Bela','Chetan','Dev','Esha','Farid','Gita','Hari','Indu','Jaya'])[1 + n % 10] || ' '
       || (ARRAY['Rao','Shah','Iyer','Nair','Khan','Das','Bose','Gill','Jain','Menon'])[1 + n / 10 % 10] || ' ' || n,
     '', CASE WHEN n <= 10000 THEN ${benchId('department', `'1'`)}
       ELSE (SELECT id FROM department WHERE name = CASE n % 2 WHEN 1 THEN 'Sales' ELSE 'Consulting' END) END,
     CASE WHEN n BETWEEN 1001 AND 1050 THEN ${personaId('sales.manager')}
       WHEN n <= 1000 THEN CASE n % 2 WHEN 1 THEN ${personaId('sales.head')} ELSE ${personaId('consulting.head')} END
       ELSE ${benchId('person', '(1 + n % 1000)')} END,
     CASE WHEN n <= 1000 THEN ARRAY['employee', 'manager'] ELSE ARRAY['employee'] END, date '2020-01-01' + n % 2000, n % 50 <> 0
   ${EACH}`,
  'SELECT fill_reporting_line()',
  `INSERT INTO leave_request (id, employee_id, type, from_on, to_on, units, reason, status, created_at)
   SELECT ${benchId('leave')}, ${OWNER}, 'casual', ${DAY}, ${DAY}, 100, 'Bench', ${STATUS}, ${AT} ${EACH}`,
  `INSERT INTO expense_claim (id, employee_id, title, currency, total_minor, status, created_at)
   SELECT ${benchId('claim')}, ${OWNER}, 'Bench claim ' || n, 'INR', 100 + n, ${STATUS}, ${AT} ${EACH}`,
  `INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor)
   SELECT ${benchId('claim')}, 1, current_date, 'meals', 'Bench', 100 + n ${EACH}`,
  `INSERT INTO approval_request (id, kind, title, requester_id, subject_id, data, content_hash, policy_version, plan, status,
     workflow_id, submitted_at, closed_at)
   SELECT ${benchId('request')}, CASE n % 2 WHEN 0 THEN 'leave' ELSE 'expense-claim' END, 'Bench request ' || n, ${OWNER},
     CASE n % 2 WHEN 0 THEN ${benchId('leave')} ELSE ${benchId('claim')} END, '{}', '', 1, '{"steps": []}', ${STATUS},
     'approval/bench/' || n, ${AT}, CASE ${STATUS} WHEN 'pending' THEN NULL ELSE ${AT} END ${EACH}`,
  `INSERT INTO approval_step (id, request_id, ordinal, stage, key, name, quorum, status, opened_at, due_at, expires_at)
   SELECT ${benchId('step')}, ${benchId('request')}, 1, 1, 'one', 'One', 'all', CASE n % 20 WHEN 0 THEN 'open' ELSE 'approved' END,
     now(), now() + interval '1 day', now() + interval '9 days' ${EACH}`,
  `INSERT INTO approval_task (id, request_id, step_id, approver_id, status, reason)
   SELECT ${benchId('task')}, ${benchId('request')}, ${benchId('step')},
     CASE WHEN n % 100 = 0 THEN ${personaId('sales.manager')} ELSE ${benchId('person', '(1 + n % 1000)')} END,
     CASE n % 20 WHEN 0 THEN 'open' ELSE 'approved' END, 'rule' ${EACH}`,
  `INSERT INTO approval_decision (request_id, step_id, task_id, decided_by, verdict, channel, received_at)
   SELECT t.request_id, t.step_id, t.id, t.approver_id, 'approve', 'app', now() FROM approval_task t
   JOIN approval_request r ON r.id = t.request_id WHERE r.workflow_id LIKE 'approval/bench/%' AND t.status = 'approved'`,
  `INSERT INTO audit_event (at, actor_id, action, subject_type, subject_id)
   SELECT ${AT}, ${benchId('person')}, CASE WHEN n % 5000 = 0 THEN 'bench.rare' ELSE 'bench.' || n % 10 END, 'bench', n::text
   FROM generate_series(${ROWS}, 1, -1) AS n`,
  `INSERT INTO notification (user_id, seq, type, title, link, dedupe_key, created_at, read_at)
   SELECT CASE WHEN n % 5 = 0 THEN ${personaId('sales.rep')} ELSE ${benchId('person')} END, 1000000 + ${ROWS} - n, 'bench', 'Bench ' || n,
     '/bench/' || n % 4000, 'bench-' || n, ${AT}, CASE WHEN n % 3 = 0 THEN NULL ELSE now() END ${EACH}`,
  `UPDATE notification_stream SET head = 1000000 + ${ROWS} WHERE user_id = ${personaId('sales.rep')}`,
  `INSERT INTO onboarding (id, person_id, template_id, purpose, day_zero, status, started_by, started_at, ended_at)
   SELECT ${benchId('onboarding')}, ${benchId('person')}, (SELECT id FROM checklist_template WHERE purpose = 'onboarding' LIMIT 1),
     'onboarding', current_date, CASE n % 50 WHEN 0 THEN 'running' ELSE 'finished' END, ${personaId('hr')}, ${AT},
     CASE n % 50 WHEN 0 THEN NULL ELSE now() END ${EACH}`,
];

/** Adds 100,000 rows of each sort to a demo company, as a restore would: past the triggers, and analysed at the end. */
export async function loadLists(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  try {
    await client.query(`SET session_replication_role = 'replica'`);
    for (const statement of STATEMENTS) await client.query(statement);
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}
