import type { Database } from '../../platform/database/database';

/**
 * Writes so many closed requests of two steps over the last two years, with tasks, decisions and mails, and one pending
 * request for each fifty: set by set, in one statement each.
 */
export async function writeLongHistory(db: Database, size: number): Promise<void> {
  await db.query(
    `INSERT INTO approval_request (id, kind, title, requester_id, department_id, subject_id, data, content_hash,
       policy_version, plan, status, workflow_id, submitted_at, changed_at, closed_at)
     SELECT gen_random_uuid(), (ARRAY['leave', 'leave', 'expense-claim', 'project-go-live'])[1 + i % 4], 'Past ' || i,
       e.id, e.department_id, gen_random_uuid(), '{}', '-', 1, '{"steps":[]}',
       CASE WHEN i % 50 = 0 THEN 'pending' ELSE (ARRAY['approved', 'approved', 'approved', 'rejected'])[1 + i % 4] END,
       'past/' || i, s.at, s.at, CASE WHEN i % 50 = 0 THEN NULL ELSE s.at + make_interval(mins => 60 + (i * 37) % 6000) END
     FROM generate_series(1, $1::int) i
     CROSS JOIN LATERAL (SELECT now() - make_interval(mins => (($1 - i)::float8 / $1 * 1000000)::int) AS at) s
     JOIN (SELECT id, department_id, row_number() OVER (ORDER BY id) - 1 AS n FROM employee
       WHERE 'admin' <> ALL (roles)) e ON e.n = i % (SELECT count(*) FROM employee WHERE 'admin' <> ALL (roles))`,
    [size],
  );
  await db.query(
    `INSERT INTO approval_step (request_id, ordinal, stage, key, name, quorum, status, opened_at, due_at, expires_at, closed_at)
     SELECT r.id, o, o, 'step-' || o, (ARRAY['Reporting manager', 'Finance'])[1 + o], 'any',
       CASE WHEN r.status <> 'pending' THEN 'approved' WHEN o = 0 THEN 'open' ELSE 'waiting' END,
       r.submitted_at, r.submitted_at + interval '2 days', r.submitted_at + interval '30 days', r.closed_at
     FROM approval_request r CROSS JOIN generate_series(0, 1) o WHERE r.workflow_id LIKE $1
     ORDER BY r.submitted_at`,
    ['past/%'],
  );
  await db.query(
    `INSERT INTO approval_task (request_id, step_id, approver_id, status, reason, created_at, closed_at)
     SELECT r.id, s.id, a.id, CASE s.status WHEN 'open' THEN 'open' ELSE 'approved' END, 'rule', s.opened_at, s.closed_at
     FROM approval_step s JOIN approval_request r ON r.id = s.request_id
     JOIN employee a ON a.id = coalesce((SELECT manager_id FROM employee q WHERE q.id = r.requester_id), r.requester_id)
     WHERE r.workflow_id LIKE $1 AND s.status <> 'waiting'
       AND (s.status = 'approved' OR s.ordinal = 0) AND a.id <> r.requester_id ORDER BY s.opened_at`,
    ['past/%'],
  );
  await db.query(
    `INSERT INTO approval_decision (request_id, step_id, task_id, decided_by, verdict, channel, received_at)
     SELECT t.request_id, t.step_id, t.id, t.approver_id, 'approve', 'app', t.closed_at
     FROM approval_task t JOIN approval_request r ON r.id = t.request_id
     WHERE r.workflow_id LIKE $1 AND t.status = 'approved' ORDER BY t.closed_at`,
    ['past/%'],
  );
  await db.query(
    `INSERT INTO mail (message_id, template, to_user_id, to_address, props, approval_id, status, created_at, sent_at)
     SELECT '<request.' || t.id || '.r1@netra>', 'approval-request', t.approver_id, 'x@netra.test', '{}', t.request_id,
       'sent', t.created_at, t.created_at
     FROM approval_task t JOIN approval_request r ON r.id = t.request_id WHERE r.workflow_id LIKE $1`,
    ['past/%'],
  );
  for (const table of ['request', 'step', 'task', 'decision'])
    await db.query(`VACUUM ANALYZE approval_${table}`);
  await db.query('VACUUM ANALYZE mail');
}
