import { randomUUID } from 'node:crypto';
import type { Database, Transaction } from '../../platform/database/database';
import type { Company, Persona } from './company';

/** Writes as an owner of the database who switches the triggers off. */
async function pastTriggers(
  db: Database,
  write: (tx: Transaction) => Promise<unknown>,
): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = 'replica'`);
    await write(tx);
  });
}

/** A request with one step and one open task, an hour old. */
export async function plantRequest(
  db: Database,
  company: Company,
  options: { title: string; approver: Persona; status: 'pending' | 'approved'; opened?: boolean },
): Promise<{ requestId: string; stepId: string; taskId: string }> {
  const [requestId, stepId, taskId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.query(
    `INSERT INTO approval_request (id, kind, title, requester_id, subject_id, data, content_hash, policy_version, plan, status,
       workflow_id, submitted_at, closed_at)
     VALUES ($1::uuid, 'test', $2, $3, gen_random_uuid(), '{}', '', 1, '{"steps": []}', $4::text, 'approval/test/' || $1::uuid,
       now() - interval '1 hour', CASE WHEN $4::text <> 'pending' THEN now() END)`,
    [requestId, options.title, company.people['sales.rep'], options.status],
  );
  const isOpened = options.opened ?? true;
  await db.query(
    `INSERT INTO approval_step (id, request_id, ordinal, stage, key, name, quorum, status, opened_at, expires_at)
     VALUES ($1, $2, 1, 1, 'one', 'One', 'all', $3, $4, now() + interval '1 day')`,
    [stepId, requestId, isOpened ? 'open' : 'waiting', isOpened ? new Date() : null],
  );
  if (isOpened)
    await db.query(
      `INSERT INTO approval_task (id, request_id, step_id, approver_id, reason) VALUES ($1, $2, $3, $4, 'rule')`,
      [taskId, requestId, stepId, company.people[options.approver]],
    );
  return { requestId, stepId, taskId };
}

/** Puts one fault of each sort into a company, but for old leave. @returns whom the faults are about, by finding */
export async function plantFaults(db: Database, company: Company): Promise<void> {
  const { people, departments } = company;
  const gone = people['sales.manager'];
  await plantRequest(db, company, { title: 'Waits', approver: 'sales.manager', status: 'pending' });
  await plantRequest(db, company, { title: 'Over', approver: 'admin', status: 'approved' });
  await plantRequest(db, company, {
    ...{ title: 'Never begun', approver: 'admin', status: 'pending', opened: false },
  });
  await plantTraces(db, { gone, department: departments.Sales, admin: people.admin });
  await plantSums(db, company);
  await db.query('UPDATE employee SET active = false WHERE id = $1', [gone]);
  await db.query('DELETE FROM people_change');
  await plantCycles(db, company);
  await pastTriggers(db, (tx) =>
    tx.query(`UPDATE audit_event SET action = 'test.changed' WHERE subject_id = 'first'`),
  );
}

async function plantTraces(
  db: Database,
  { gone, department, admin }: { gone: string; department: string; admin: string },
): Promise<void> {
  const statements: [string, unknown[]][] = [
    [
      `INSERT INTO auth_session (employee_id, token_version, expires_at) VALUES ($1, 1, now() + interval '1 day')`,
      [gone],
    ],
    [
      `INSERT INTO delegation (from_id, to_id, applies, created_by) VALUES ($2, $1, 'away', $2)`,
      [gone, admin],
    ],
    ['INSERT INTO hr_assignment (department_id, employee_id) VALUES ($1, $2)', [department, gone]],
    [
      `INSERT INTO email_link (request_id, step_id, task_id, approver_id, round, version, verdict, key_id, expires_at)
       SELECT request_id, step_id, id, approver_id, 1, 1, 'approve', 'k', date_trunc('second', now()) + interval '2 hours'
       FROM approval_task WHERE approver_id = $1`,
      [gone],
    ],
    [
      `INSERT INTO mail (message_id, template, to_user_id, to_address, props, created_at)
       VALUES ('m1', 'approval-news', $1, 'x@netra.example', '{}', now() - interval '1 hour')`,
      [gone],
    ],
    [
      `INSERT INTO notification (user_id, seq, type, title, link, dedupe_key) VALUES ($1, 7, 'test', 'T', '/', 'k')`,
      [admin],
    ],
    [
      `INSERT INTO outbox_message (topic, payload, available_at)
       VALUES ('signal-approval', jsonb_build_object('requestId', gen_random_uuid()), now() + interval '1 day')`,
      [],
    ],
    [`INSERT INTO document_number (series, year, last) VALUES ('PO', 2026, 2)`, []],
    [
      `INSERT INTO leave_request (employee_id, type, from_on, to_on, units, reason, created_at)
       VALUES ($1, 'casual', '2026-03-02', '2026-03-02', 100, 'r', now() - interval '1 hour')`,
      [admin],
    ],
    [
      `INSERT INTO expense_receipt (id, employee_id, name, media_type, size, sha256, created_at)
       VALUES (gen_random_uuid(), $1, 'r.pdf', 'application/pdf', 1, repeat('a', 64), now() - interval '40 days')`,
      [admin],
    ],
  ];
  for (const [sql, parameters] of statements) await db.query(sql, parameters);
}

/** An approved claim of one line, which the books post. */
async function plantClaim(
  db: Database,
  claim: { id: string; employeeId: string; title: string; minor: number },
): Promise<void> {
  await db.query(
    `WITH claim AS (
       INSERT INTO expense_claim (id, employee_id, title, currency, total_minor, status)
       VALUES ($1, $2, $3, 'INR', $4, 'approved') RETURNING id)
     INSERT INTO expense_claim_line (claim_id, ordinal, spent_on, category, description, amount_minor, approved_minor)
     SELECT id, 1, '2026-01-02', 'travel', 'Taxi', $4, $4 FROM claim`,
    [claim.id, claim.employeeId, claim.title, claim.minor],
  );
}

async function plantSums(db: Database, { people }: Company): Promise<void> {
  const rep = people['sales.rep'];
  const claim = randomUUID();
  await db.query(
    `INSERT INTO leave_balance (employee_id, type, granted) VALUES ($1, 'casual', 1200)`,
    [rep],
  );
  // No balance for this one at all.
  await db.query(
    `INSERT INTO leave_ledger (employee_id, type, entry, units, effective_on, source)
     VALUES ($1, 'casual', 'grant', 1000, '2026-01-01', 'opening 2026-01-01'),
       ($1, 'sick', 'grant', 500, '2026-01-01', 'opening 2026-01-01')`,
    [rep],
  );
  await db.query(
    `UPDATE leave_bucket SET granted = 900 WHERE employee_id = $1 AND type = 'casual'`,
    [rep],
  );
  await plantClaim(db, { id: claim, employeeId: rep, title: 'c', minor: 10_000 });
  await db.query(
    `INSERT INTO reimbursement (claim_id, employee_id, currency, amount_minor) VALUES ($1, $2, 'INR', 10000)`,
    [claim, rep],
  );
  // The books would refuse what follows: nothing was set off, and nothing was paid.
  await pastTriggers(db, (tx) =>
    tx.query('UPDATE reimbursement_state SET settled_minor = 4000 WHERE claim_id = $1', [claim]),
  );
  // Payments are kept here by now.
  await db.query(
    `INSERT INTO reimbursement_batch (currency, pay_on, created_by, created_at)
     VALUES ('INR', '2026-01-05', $1, '2026-01-02')`,
    [people.finance],
  );
  const paid = randomUUID();
  await plantClaim(db, { id: paid, employeeId: rep, title: 'p', minor: 5000 });
  await db.query(
    `INSERT INTO reimbursement (claim_id, employee_id, currency, amount_minor) VALUES ($1, $2, 'INR', 5000)`,
    [paid, rep],
  );
  await pastTriggers(db, async (tx) => {
    await tx.query('UPDATE reimbursement_state SET paid_minor = 5000 WHERE claim_id = $1', [paid]);
    await tx.query(
      `INSERT INTO expense_advance (employee_id, currency, amount_minor, paid_on, note, recorded_by, settled_minor)
       VALUES ($1, 'INR', 3000, '2026-01-01', 'n', $2, 1000)`,
      [rep, people.finance],
    );
  });
  // Of a line that there is not.
  await db.query(
    `INSERT INTO authz.spending (claim_id, employee_id, amount_minor, claim_minor, spent_on, earlier_on, earlier_alike_on,
       latest_on, category, status, currency)
     VALUES ($1, $2, 700, 700, '2026-01-02', '-infinity', '-infinity', '2026-01-02', 'meals', 'approved', 'INR')`,
    [paid, rep],
  );
}

function plantCycles(db: Database, { people, departments }: Company): Promise<void> {
  return pastTriggers(db, async (tx) => {
    await tx.query('UPDATE employee SET manager_id = $2 WHERE id = $1', [
      people['consulting.manager'],
      people.consultant,
    ]);
    await tx.query('UPDATE department SET parent_id = $2 WHERE id = $1', [
      departments.Finance,
      departments.Consulting,
    ]);
    await tx.query('UPDATE department SET parent_id = $2 WHERE id = $1', [
      departments.Consulting,
      departments.Finance,
    ]);
  });
}
