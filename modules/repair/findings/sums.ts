import { byStatement } from '../finding';

/** What the rows of a ledger come to, in the columns that a balance and a bucket have. */
const SUMS = `coalesce(sum(units) FILTER (WHERE entry = 'grant'), 0)::integer AS granted,
  coalesce(sum(CASE entry WHEN 'hold' THEN units WHEN 'release' THEN -units END), 0)::integer AS held,
  coalesce(sum(CASE entry WHEN 'take' THEN units WHEN 'restore' THEN -units END), 0)::integer AS taken,
  coalesce(sum(units) FILTER (WHERE entry IN ('expire', 'deduct', 'encash')), 0)::integer AS removed`;

const BALANCES = `
  SELECT b.employee_id, b.type, e.name, b.granted, b.held, b.taken, b.floor,
    coalesce(s.granted - s.removed, 0) AS is_granted, coalesce(s.held, 0) AS is_held, coalesce(s.taken, 0) AS is_taken
  FROM leave_balance b JOIN employee e ON e.id = b.employee_id
  LEFT JOIN (SELECT employee_id, type, ${SUMS} FROM leave_ledger GROUP BY employee_id, type) s
    ON s.employee_id = b.employee_id AND s.type = b.type`;

const BUCKETS = `
  SELECT b.id, b.employee_id, b.type, b.source, e.name, b.granted, b.used, b.removed, coalesce(s.granted, 0) AS is_granted,
    coalesce(s.held + s.taken, 0) AS is_used, coalesce(s.removed, 0) AS is_removed
  FROM leave_bucket b JOIN employee e ON e.id = b.employee_id
  LEFT JOIN (SELECT bucket_id, ${SUMS} FROM leave_ledger GROUP BY bucket_id) s ON s.bucket_id = b.id`;

const OWED = `
  SELECT r.claim_id, o.created_at, e.name, r.amount_minor, r.settled_minor, r.batched_minor, r.paid_minor,
    (SELECT coalesce(sum(amount_minor), 0) FROM advance_allocation a WHERE a.claim_id = r.claim_id) AS is_settled,
    (SELECT coalesce(sum(i.amount_minor), 0) FROM reimbursement_batch_item i JOIN reimbursement_batch b ON b.id = i.batch_id
      WHERE i.claim_id = r.claim_id AND b.status = 'open') AS is_batched,
    (SELECT coalesce(sum(i.amount_minor), 0) FROM reimbursement_batch_item i JOIN reimbursement_batch b ON b.id = i.batch_id
      WHERE i.claim_id = r.claim_id AND b.status = 'paid') AS is_paid
  FROM reimbursement_state r JOIN reimbursement o ON o.claim_id = r.claim_id JOIN employee e ON e.id = o.employee_id`;

/** Claims of which the copy that the assistant sums says something else than they do. */
const MISTOLD = `
  SELECT DISTINCT claim_id FROM (
    (TABLE authz.spending EXCEPT TABLE authz.spent) UNION ALL (TABLE authz.spent EXCEPT TABLE authz.spending)) x`;

const DIFFERS = {
  balance: '(granted, held, taken) <> (is_granted, is_held, is_taken)',
  bucket: '(granted, used, removed) <> (is_granted, is_used, is_removed)',
  owed: '(settled_minor, batched_minor) <> (is_settled, is_batched)',
};

/** Sums that are kept beside the rows they are sums of. The rows are what is true: nobody can change those. */
export const sumFindings = {
  'leave-balances': byStatement({
    title: 'Leave balances that are not the sum of their ledger',
    subject: 'person',
    find: `SELECT employee_id || '/' || type AS id, employee_id::text AS subject,
        format('%s, %s: granted %s, held %s, taken %s; the ledger says %s, %s, %s (hundredths of a day)', name, type, granted,
          held, taken, is_granted, is_held, is_taken) AS text,
        jsonb_build_object('type', type, 'granted', granted, 'held', held, 'taken', taken) AS before,
        jsonb_build_object('type', type, 'granted', is_granted, 'held', is_held, 'taken', is_taken) AS after,
        is_held >= 0 AND is_taken >= 0 AND is_granted - is_held - is_taken >= floor AS mendable
      FROM (${BALANCES}) b WHERE ${DIFFERS.balance} ORDER BY name, type`,
    mend: {
      does: 'set the balance to what its ledger says',
      write: `UPDATE leave_balance b SET granted = s.is_granted, held = s.is_held, taken = s.is_taken
        FROM (SELECT * FROM (${BALANCES}) x WHERE ${DIFFERS.balance}) s
        WHERE b.employee_id = s.employee_id AND b.type = s.type AND s.employee_id || '/' || s.type = $1::text
        RETURNING b.type`,
    },
  }),
  'leave-buckets': byStatement({
    title: 'Stocks of leave that are not the sum of their ledger',
    subject: 'person',
    find: `SELECT id::text AS id, employee_id::text AS subject,
        format('%s, %s, %s: granted %s, used %s, removed %s; the ledger says %s, %s, %s (hundredths of a day)', name, type,
          source, granted, used, removed, is_granted, is_used, is_removed) AS text,
        jsonb_build_object('granted', granted, 'used', used, 'removed', removed) AS before,
        jsonb_build_object('granted', is_granted, 'used', is_used, 'removed', is_removed) AS after,
        is_used >= 0 AND (source = 'running' OR is_used + is_removed <= is_granted) AS mendable
      FROM (${BUCKETS}) b WHERE ${DIFFERS.bucket} ORDER BY name, type, source`,
    mend: {
      does: 'set the stock to what its ledger says',
      write: `UPDATE leave_bucket b SET granted = s.is_granted, used = s.is_used, removed = s.is_removed
        FROM (SELECT * FROM (${BUCKETS}) x WHERE ${DIFFERS.bucket}) s WHERE b.id = s.id AND b.id::text = $1::text
        RETURNING b.id`,
    },
  }),
  'ledgers-without-balance': byStatement({
    title: 'Ledgers of leave without a balance',
    subject: 'person',
    find: `SELECT DISTINCT l.employee_id || '/' || l.type AS id, l.employee_id::text AS subject,
        e.name || ' has a ledger of ' || l.type || ' leave and no balance' AS text
      FROM leave_ledger l JOIN employee e ON e.id = l.employee_id
      WHERE NOT EXISTS (SELECT FROM leave_balance b WHERE b.employee_id = l.employee_id AND b.type = l.type) ORDER BY 3`,
  }),
  'reimbursement-sums': byStatement({
    title: 'Reimbursements that are not the sum of advances and open batches',
    subject: 'expense-claim',
    find: `SELECT claim_id::text AS id, claim_id::text AS subject,
        format('Claim of %s: %s by advances, %s in open batches; their rows say %s, %s (minor units)', name, settled_minor,
          batched_minor, is_settled, is_batched) AS text,
        jsonb_build_object('settledMinor', settled_minor::text, 'batchedMinor', batched_minor::text) AS before,
        jsonb_build_object('settledMinor', is_settled::text, 'batchedMinor', is_batched::text) AS after,
        paid_minor = is_paid AND is_settled + is_batched + paid_minor <= amount_minor AS mendable
      FROM (${OWED}) o WHERE ${DIFFERS.owed} ORDER BY name, claim_id`,
    mend: {
      does: 'set the sums to what those rows say',
      write: `UPDATE reimbursement_state r SET settled_minor = s.is_settled, batched_minor = s.is_batched
        FROM (SELECT * FROM (${OWED}) x WHERE ${DIFFERS.owed}) s
        WHERE r.claim_id = s.claim_id AND r.claim_id::text = $1::text RETURNING r.claim_id`,
    },
  }),
  // Money may have left the company: to make it due again could pay it twice. What was owed before there was any batch may
  // have been paid before payments were kept here.
  'paid-without-batch': byStatement({
    title: 'Reimbursements whose payment no batch bears out',
    subject: 'expense-claim',
    find: `SELECT claim_id::text AS id, claim_id::text AS subject,
        format('Claim of %s: %s paid, its paid batches say %s (minor units)', name, paid_minor, is_paid) AS text
      FROM (${OWED}) o WHERE paid_minor <> is_paid
        AND (is_paid > 0 OR created_at >= (SELECT min(created_at) FROM reimbursement_batch)) ORDER BY name, claim_id`,
  }),
  'advance-sums': byStatement({
    title: 'Advances that are not the sum of what claims used',
    subject: 'expense-advance',
    find: `SELECT a.id::text AS id, a.id::text AS subject,
        format('Advance of %s: %s used, its rows say %s (minor units)', e.name, a.settled_minor, s.used) AS text,
        jsonb_build_object('settledMinor', a.settled_minor::text) AS before,
        jsonb_build_object('settledMinor', s.used::text) AS after,
        s.used + a.returned_minor <= a.amount_minor AS mendable
      FROM expense_advance a JOIN employee e ON e.id = a.employee_id CROSS JOIN LATERAL
        (SELECT coalesce(sum(amount_minor), 0) AS used FROM advance_allocation WHERE advance_id = a.id) s
      WHERE a.settled_minor <> s.used ORDER BY e.name, a.id`,
    mend: {
      does: 'set the sum to what those rows say',
      write: `UPDATE expense_advance a SET settled_minor = s.used FROM
          (SELECT coalesce(sum(amount_minor), 0) AS used FROM advance_allocation WHERE advance_id::text = $1::text) s
        WHERE a.id::text = $1::text AND a.settled_minor <> s.used RETURNING a.id`,
    },
  }),
  'claim-sums': byStatement({
    title: 'Claims that the assistant sums up otherwise than they are',
    subject: 'expense-claim',
    find: `SELECT c.id::text AS id, c.id::text AS subject,
        format('Claim of %s: the assistant sums %s, its lines say %s (minor units), or its days, categories or status differ',
          e.name, kept.minor, said.minor) AS text,
        jsonb_build_object('minor', kept.minor::text, 'rows', kept.rows) AS before,
        jsonb_build_object('minor', said.minor::text, 'rows', said.rows) AS after
      FROM (${MISTOLD}) m JOIN expense_claim c ON c.id = m.claim_id JOIN employee e ON e.id = c.employee_id
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS minor, count(*)::integer AS rows
        FROM authz.spending WHERE claim_id = c.id) kept
      CROSS JOIN LATERAL (SELECT coalesce(sum(amount_minor), 0) AS minor, count(*)::integer AS rows
        FROM authz.spent WHERE claim_id = c.id) said
      ORDER BY e.name, c.id`,
    mend: {
      does: 'copy the claim anew',
      write: `SELECT claim_id, authz.spend(ARRAY[claim_id]) FROM (${MISTOLD}) m WHERE claim_id::text = $1::text`,
    },
  }),
};
