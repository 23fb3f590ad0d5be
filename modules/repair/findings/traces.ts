import { byStatement, type Finding } from '../finding';

const NUMBERED = [
  ...['purchase_order', 'vendor_bill', 'hiring_requisition', 'deal'],
  ...['customer_invoice', 'customer_receipt'],
]
  .map((table) => `SELECT number FROM ${table} WHERE number IS NOT NULL`)
  // A project that a deal became has its number as its code.
  .concat('SELECT code FROM project')
  .join(' UNION ALL ');

/** Bells, mails, files and numbers: what goes wrong beside the records themselves. */
export const traceFindings = {
  'bell-numbers': byStatement({
    title: 'Bells that have shown more than they have counted',
    subject: 'person',
    find: `SELECT e.id::text AS id, e.id::text AS subject,
        format('The bell of %s has counted to %s and shown %s: the next one could not be written', e.name,
          coalesce(s.head, 0), n.seq) AS text,
        jsonb_build_object('head', coalesce(s.head, 0)) AS before, jsonb_build_object('head', n.seq) AS after
      FROM (SELECT user_id, max(seq) AS seq FROM notification GROUP BY user_id) n JOIN employee e ON e.id = n.user_id
      LEFT JOIN notification_stream s ON s.user_id = n.user_id WHERE coalesce(s.head, 0) < n.seq ORDER BY e.name`,
    mend: {
      does: 'count on from there',
      write: `INSERT INTO notification_stream AS s (user_id, head)
        SELECT user_id, max(seq) FROM notification WHERE user_id = $1::text::uuid GROUP BY user_id
        ON CONFLICT (user_id) DO UPDATE SET head = excluded.head WHERE s.head < excluded.head RETURNING s.head`,
    },
  }),
  'mail-to-inactive': byStatement({
    title: 'Mail that waits for people who have left',
    subject: 'mail',
    find: `SELECT m.id::text AS id, m.id::text AS subject, e.name || ' has left, and a mail (' || m.template || ') is '
          || m.status AS text,
        jsonb_build_object('status', m.status) AS before, jsonb_build_object('status', 'skipped') AS after
      FROM mail m JOIN employee e ON e.id = m.to_user_id AND NOT e.active
      WHERE m.status IN ('queued', 'retrying') AND m.created_at < now() - interval '10 minutes' ORDER BY m.created_at, m.id`,
    mend: {
      does: 'not send it',
      write: `UPDATE mail SET status = 'skipped' WHERE id = $1::text::uuid AND status IN ('queued', 'retrying') RETURNING id`,
    },
  }),
  // The API forgets them by itself, with their content, which only it can reach.
  'receipts-unclaimed': byStatement({
    title: 'Receipts that nobody has claimed for longer than any are kept',
    subject: 'person',
    find: `SELECT r.id::text AS id, r.employee_id::text AS subject,
        format('A receipt of %s is on no line since %s: does the API run?', e.name, r.created_at::date) AS text
      FROM expense_receipt r JOIN employee e ON e.id = r.employee_id
      WHERE r.claim_id IS NULL AND r.created_at < now() - interval '31 days' ORDER BY r.created_at, r.id`,
  }),
  'number-gaps': byStatement({
    title: 'Document numbers that no document has',
    subject: 'document-number',
    find: `SELECT n.number AS id, n.number AS subject, n.number || ' was given out and no document has it' AS text
      FROM document_number d CROSS JOIN LATERAL generate_series(1, d.last) AS g (n) CROSS JOIN LATERAL
        (SELECT d.series || '-' || d.year || '-' || lpad(g.n::text, greatest(4, length(g.n::text)), '0') AS number) n
      WHERE NOT EXISTS (SELECT FROM (${NUMBERED}) k WHERE k.number = n.number) ORDER BY n.number`,
  }),
  'audit-chain': {
    title: 'The audit trail',
    look: async ({ auditFault }) => {
      const fault = await auditFault();
      if (!fault) return [];
      const { id, text } = fault;
      return [{ id, subject: { type: 'audit', id }, text, mend: null }];
    },
  } satisfies Finding,
};
