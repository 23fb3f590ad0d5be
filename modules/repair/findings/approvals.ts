import { byStatement, mustChange, type Fault, type Finding, type Look } from '../finding';

/** Whatever is younger is on its way: relays and the reconciler have it. */
const SETTLED = `interval '10 minutes'`;

/** Tables of records that are asked for, and the kind of approval that decides about each. */
const RECORDS = {
  leave_request: 'leave',
  expense_claim: 'expense-claim',
  go_live: 'project-go-live',
  purchase_order: 'purchase-order',
  vendor_bill: 'vendor-bill',
  payment_release: 'payment-release',
  travel_request: 'travel-request',
  hiring_requisition: 'hiring-requisition',
  advance_request: 'advance-request',
};

const recordsApart = Object.entries(RECORDS)
  .map(
    ([table, kind]) => `
      SELECT t.id, '${kind}' AS kind, t.status AS record, a.status AS request FROM ${table} t
      LEFT JOIN LATERAL (SELECT status FROM approval_request WHERE subject_id = t.id AND kind = '${kind}'
        ORDER BY submitted_at DESC LIMIT 1) a ON true
      WHERE (t.status = 'pending') <> (a.status IS NOT DISTINCT FROM 'pending') AND t.created_at < now() - ${SETTLED}`,
  )
  .join(' UNION ALL ');

/** Requests that do not move, and what is left open of those that are over. */
export const approvalFindings = {
  'requests-without-run': {
    title: 'Requests that no workflow is about',
    look: lookForLostRequests,
  } satisfies Finding,
  'tasks-of-inactive': byStatement({
    title: 'Requests that wait for somebody who has left',
    subject: 'person',
    find: `SELECT e.id::text AS id, e.id::text AS subject,
        e.name || ' has left and is waited for by ' || string_agg(r.title, ', ' ORDER BY t.created_at) AS text,
        jsonb_build_object('tasks', jsonb_agg(t.id ORDER BY t.created_at)) AS before,
        jsonb_build_object('follow', e.id) AS after
      FROM approval_task t JOIN employee e ON e.id = t.approver_id AND NOT e.active
      JOIN approval_request r ON r.id = t.request_id AND r.status = 'pending'
      WHERE t.status = 'open' AND NOT EXISTS (SELECT FROM people_change c WHERE c.person_id = e.id)
      GROUP BY e.id, e.name ORDER BY e.name`,
    mend: {
      does: 'have the worker ask whoever the policy names today',
      write: `INSERT INTO people_change (person_id) SELECT e.id FROM employee e
        WHERE e.id = $1::text::uuid AND NOT e.active RETURNING id`,
    },
  }),
  'tasks-of-closed': byStatement({
    title: 'Open tasks of requests that are over',
    subject: 'approval',
    find: `SELECT t.id::text AS id, r.id::text AS subject, r.title || ' is over and ' || e.name || ' is still asked' AS text,
        jsonb_build_object('status', t.status) AS before, jsonb_build_object('status', 'superseded') AS after
      FROM approval_task t JOIN approval_request r ON r.id = t.request_id AND r.status <> 'pending'
      JOIN employee e ON e.id = t.approver_id WHERE t.status = 'open' ORDER BY t.created_at, t.id`,
    mend: {
      does: 'close the task',
      write: `UPDATE approval_task SET status = 'superseded', closed_at = clock_timestamp()
        WHERE id = $1::text::uuid AND status = 'open' RETURNING id`,
    },
  }),
  'steps-of-closed': byStatement({
    title: 'Open steps of requests that are over',
    subject: 'approval',
    find: `SELECT s.id::text AS id, r.id::text AS subject, r.title || ' is over and its step “' || s.name || '” is '
          || s.status AS text,
        jsonb_build_object('status', s.status) AS before, jsonb_build_object('status', 'skipped') AS after
      FROM approval_step s JOIN approval_request r ON r.id = s.request_id AND r.status <> 'pending'
      WHERE s.status IN ('waiting', 'open') ORDER BY r.submitted_at, s.ordinal`,
    mend: {
      does: 'close the step',
      write: `UPDATE approval_step SET status = 'skipped', closed_at = clock_timestamp()
        WHERE id = $1::text::uuid AND status IN ('waiting', 'open') RETURNING id`,
    },
  }),
  'links-of-inactive': byStatement({
    title: 'Mailed links of people who have left',
    subject: 'approval',
    find: `SELECT l.id::text AS id, l.request_id::text AS subject, e.name || ' has left and could still press a link of '
          || r.title AS text,
        jsonb_build_object('revokedAt', null) AS before, jsonb_build_object('revokedAt', 'now') AS after
      FROM email_link l JOIN employee e ON e.id = l.approver_id AND NOT e.active
      JOIN approval_request r ON r.id = l.request_id
      WHERE l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > now() ORDER BY l.issued_at, l.id`,
    mend: {
      does: 'revoke the link',
      write: `UPDATE email_link SET revoked_at = clock_timestamp()
        WHERE id = $1::text::uuid AND revoked_at IS NULL AND used_at IS NULL RETURNING id`,
    },
  }),
  'records-apart': byStatement({
    title: 'Records whose request says something else',
    subject: 'record',
    find: `SELECT a.id::text AS id, a.id::text AS subject, 'The ' || a.kind || ' is ' || a.record || ', its request '
          || coalesce('is ' || a.request, 'does not exist') AS text
      FROM (${recordsApart}) a ORDER BY a.kind, a.id`,
  }),
  'messages-about-nothing': byStatement({
    title: 'Messages about requests that do not exist',
    subject: 'outbox',
    find: `SELECT m.id::text AS id, m.id::text AS subject, 'Message ' || m.id || ' (' || m.topic || ') is about no request' AS text,
        jsonb_build_object('topic', m.topic, 'request', m.payload->>'requestId') AS before, 'null'::jsonb AS after
      FROM outbox_message m WHERE m.topic IN ('start-approval', 'signal-approval')
        AND NOT EXISTS (SELECT FROM approval_request r WHERE r.id::text = m.payload->>'requestId') ORDER BY m.id`,
    mend: {
      does: 'drop the message',
      write: `DELETE FROM outbox_message WHERE id = $1::text::bigint RETURNING id`,
    },
  }),
};

interface Lost {
  id: string;
  title: string;
  workflowId: string;
  opened: boolean;
}

/**
 * Pending requests with no run and no message that will start one. Without Temporal only those are known that no run has
 * ever opened a step of. A second start finds the run of the first.
 */
async function lookForLostRequests({ db, openRuns }: Look): Promise<Fault[]> {
  const pending = await db.query<Lost>(
    `SELECT r.id, r.title, r.workflow_id AS "workflowId", EXISTS (SELECT FROM approval_step s
        WHERE s.request_id = r.id AND s.opened_at IS NOT NULL) AS opened
     FROM approval_request r WHERE r.status = 'pending' AND r.submitted_at < now() - ${SETTLED}
       AND NOT EXISTS (SELECT FROM outbox_message m WHERE m.topic = 'start-approval'
         AND m.payload->>'requestId' = r.id::text)
     ORDER BY r.submitted_at`,
  );
  const lost = pending.filter(({ workflowId, opened }) =>
    openRuns ? !openRuns.has(workflowId) : !opened,
  );
  return lost.map(({ id, title }) => ({
    id,
    subject: { type: 'approval', id },
    text: `${title} waits, and no workflow is about it`,
    mend: {
      does: 'have the worker start it',
      before: { message: null },
      after: { message: 'start-approval' },
      write: (tx) =>
        mustChange(
          tx,
          `INSERT INTO outbox_message (topic, payload)
           SELECT 'start-approval', jsonb_build_object('topic', 'start-approval', 'requestId', id) FROM approval_request
           WHERE id = $1 AND status = 'pending' RETURNING id`,
          [id],
        ),
    },
  }));
}
