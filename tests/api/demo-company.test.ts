import { definitions, type KindId } from '../../approvals/definitions';
import { planOf } from '../../domain/approvals/policy-plan';
import { mondayToFriday, workingUnits } from '../../domain/leave/working-days';
import { HOLIDAYS } from '../../db/demo/holidays';
import { loadDemoCompany } from '../../db/demo/load-demo-company';
import { entities } from '../../modules/entities';
import { connectDatabase, type Database } from '../../platform/database/database';
import { passwordMatches } from '../../platform/tokens/password';
import { startTestPostgres, type TestDatabase } from '../support/stack';

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await startTestPostgres();
  db = await connectDatabase({ url: database.url, entities });
  expect(await loadDemoCompany(db)).toEqual({ loaded: true });
});

afterAll(async () => {
  await db.close();
  await database.drop();
});

const count = async (sql: string, parameters: unknown[] = []): Promise<number> => {
  const [row] = await db.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, parameters);
  return Number(row!.n);
};

test('loads once', async () => {
  const before = await count('audit_event');
  expect(await loadDemoCompany(db)).toEqual({ loaded: false });
  expect(await count('audit_event')).toBe(before);
});

test('has the people of the contract, each with the password', async () => {
  const people = await db.query<Record<string, unknown>>(
    `SELECT split_part(e.email, '@', 1) AS login, d.name AS department, e.roles,
       split_part(m.email, '@', 1) AS "reportsTo", e.password_hash AS hash,
       EXISTS (SELECT 1 FROM department h WHERE h.head_id = e.id) AS heads
     FROM employee e JOIN department d ON d.id = e.department_id
     LEFT JOIN employee m ON m.id = e.manager_id ORDER BY e.joined_on, e.id`,
  );
  const facts = people.map(({ login, department, reportsTo, heads }) =>
    [login, department, reportsTo ?? '–', heads ? 'head' : ''].join(' ').trim(),
  );
  expect([...facts].sort()).toEqual([
    'admin Administration – head',
    'consultant Consulting consulting.manager',
    'consultant2 Consulting consulting.manager',
    'consulting.head Consulting admin head',
    'consulting.manager Consulting consulting.head',
    'finance Finance admin head',
    'hr Human Resources admin head',
    'sales.head Sales admin head',
    'sales.manager Sales sales.head',
    'sales.rep Sales sales.manager',
    'sales.rep2 Sales sales.manager',
  ]);
  expect(await passwordMatches('netra-demo', people[0]!.hash as string)).toBe(true);
});

test('balances are what the ledger says, and leave is left for everybody', async () => {
  const balances = await db.query<Record<string, number | string>>(
    `SELECT e.email::text, b.type, b.granted, b.held, b.taken, b.granted - b.held - b.taken AS available,
       (SELECT sum(CASE entry WHEN 'grant' THEN units WHEN 'take' THEN -units
                   WHEN 'hold' THEN -units WHEN 'release' THEN units END)::integer
        FROM leave_ledger l WHERE l.employee_id = b.employee_id AND l.type = b.type) AS ledger
     FROM leave_balance b JOIN employee e ON e.id = b.employee_id`,
  );
  expect(balances).toHaveLength(33);
  const reserve: Record<string, number> = { casual: 800, sick: 800, earned: 1500 };
  for (const balance of balances) {
    expect(balance).toMatchObject({ ledger: balance.available, held: 0 });
    expect(balance.available).toBeGreaterThanOrEqual(reserve[balance.type as string]!);
  }
});

test('no balance was ever below zero on its way', async () => {
  expect(
    await count(
      `(SELECT sum(CASE entry WHEN 'grant' THEN units WHEN 'release' THEN units ELSE -units END)
          OVER (PARTITION BY employee_id, type ORDER BY id) AS running FROM leave_ledger) r
       WHERE r.running < 0`,
    ),
  ).toBe(0);
});

test('every leave costs the working days between its dates', async () => {
  const worked = mondayToFriday(new Set(HOLIDAYS.map(([date]) => date)));
  const leaves = await db.query<Parameters<typeof workingUnits>[0] & { units: number }>(
    `SELECT from_on AS "from", to_on AS "to", from_half AS "fromHalf", to_half AS "toHalf", units
     FROM leave_request`,
  );
  expect(leaves.length).toBeGreaterThan(100);
  for (const leave of leaves)
    expect(workingUnits(leave, { worked, sandwich: 'none' })).toBe(leave.units);
});

test('everything is over, told and numbered', async () => {
  expect(await count(`approval_request WHERE status = 'pending'`)).toBe(0);
  expect(await count(`approval_step WHERE status IN ('open', 'waiting')`)).toBe(0);
  expect(await count(`approval_task WHERE status = 'open'`)).toBe(0);
  expect(await count(`email_link WHERE used_at IS NULL AND revoked_at IS NULL`)).toBe(0);
  expect(await count(`mail WHERE status <> 'sent'`)).toBe(0);
  expect(await count('outbox_message')).toBe(0);
  expect(
    await count(
      `(SELECT user_id, count(*) AS rows, max(seq) AS top, min(seq) AS first FROM notification GROUP BY user_id) n
       FULL JOIN notification_stream s USING (user_id)
       WHERE n.rows IS DISTINCT FROM s.head OR n.top IS DISTINCT FROM s.head OR n.first <> 1`,
    ),
  ).toBe(0);
  expect(await count('notification WHERE read_at IS NULL')).toBe(2);
});

/** What the server adds to a request of a kind. */
const COMPLETED: Partial<Record<KindId, string[]>> = {
  leave: ['units'],
  'expense-claim': ['total'],
  'project-go-live': ['project', 'departmentId'],
  'purchase-order': ['total'],
  'payment-release': ['vendor', 'billNumber', 'amount', 'billApprovedBy'],
  overtime: ['monthMinutes'],
  'profile-change': ['accountEnding', 'numberOfVersion'],
  timesheet: ['project', 'departmentId', 'minutes', 'billableMinutes', 'isLate', 'lines'],
  'incentive-run': ['plan', 'period', 'departmentId', 'department', 'people', 'payable', 'hash'],
};

test('every stored request still parses, and its plan is what the kind asks for', async () => {
  const requests = await db.query<{
    kind: KindId;
    data: Record<string, unknown>;
    plan: unknown;
    title: string;
    departmentId: string;
  }>('SELECT kind, data, plan, title, department_id AS "departmentId" FROM approval_request');
  const kinds = new Set(requests.map(({ kind }) => kind));
  const unasked = 'leave-change access-request advance-request probation-review incentive-dispute';
  const asked = Object.keys(definitions).filter((kind) => !unasked.split(' ').includes(kind));
  expect([...kinds].sort()).toEqual(asked.sort());
  for (const { kind, data, plan, title, departmentId } of requests) {
    const definition = definitions[kind];
    const sent = Object.fromEntries(
      Object.entries(data).filter(([key]) => !COMPLETED[kind]?.includes(key)),
    );
    if (kind === 'profile-change') sent.accountNumber = '004512347890';
    expect(definition.request.safeParse(sent).error).toBeUndefined();
    const facts = { departmentId, ...definition.routing(data as never) };
    expect(planOf(definition.policy, facts)).toEqual(plan);
    expect(definition.summary(data as never)).toBe(title);
  }
});

test('decisions lie between the opening and the due date of their step, through both doors', async () => {
  expect(
    await count(
      `approval_decision d JOIN approval_step s ON s.id = d.step_id
       WHERE d.received_at < s.opened_at OR d.received_at > s.due_at`,
    ),
  ).toBe(0);
  expect(
    await count(
      `approval_decision d JOIN email_link l ON l.id = d.email_link_id
       WHERE l.used_at <> d.received_at OR d.received_at > l.expires_at OR l.verdict <> d.verdict`,
    ),
  ).toBe(0);
  expect(await count(`approval_decision WHERE channel = 'email'`)).toBeGreaterThan(50);
  expect(await count(`approval_decision WHERE channel = 'app'`)).toBeGreaterThan(50);
  expect(await count(`approval_decision WHERE verdict = 'reject' AND comment IS NULL`)).toBe(0);
});

test('approved claims are payable, others are not; totals are the sums of their lines', async () => {
  expect(
    await count(
      `expense_claim c LEFT JOIN reimbursement r ON r.claim_id = c.id
       WHERE (c.status = 'approved') <> (r.claim_id IS NOT NULL) OR r.amount_minor <> c.total_minor`,
    ),
  ).toBe(0);
  expect(
    await count(
      `expense_claim c WHERE c.total_minor <>
        (SELECT sum(l.amount_minor) FROM expense_claim_line l WHERE l.claim_id = c.id)`,
    ),
  ).toBe(0);
});

test('documents are numbered in the order of their approval, and what follows from one is there once', async () => {
  const numbers = await db.query<{ numbers: string[]; last: number }>(
    `SELECT array_agg(d.number ORDER BY r.closed_at) AS numbers, max(n.last) AS last
     FROM (SELECT id, number FROM purchase_order UNION SELECT id, number FROM vendor_bill
           UNION SELECT id, number FROM hiring_requisition) d
     JOIN approval_request r ON r.subject_id = d.id
     JOIN document_number n ON d.number LIKE n.series || '-' || n.year || '-%' GROUP BY n.series, n.year`,
  );
  expect(numbers.length).toBeGreaterThan(3);
  for (const series of numbers) {
    expect(series.numbers).toEqual([...series.numbers].sort());
    expect(Number(series.numbers.at(-1)!.split('-').at(-1))).toBe(series.last);
    expect(series.numbers).toHaveLength(series.last);
  }
  expect(
    await count(
      `purchase_order o WHERE billed_minor <>
         (SELECT coalesce(sum(amount_minor), 0) FROM vendor_bill b WHERE b.purchase_order_id = o.id)
       OR total_minor <> (SELECT sum(quantity * unit_price_minor) FROM purchase_order_line l WHERE l.order_id = o.id)`,
    ),
  ).toBe(0);
  expect(
    await count(
      `overtime_entry e LEFT JOIN comp_off_credit c ON c.entry_id = e.id
       WHERE (e.status = 'approved' AND e.compensation = 'comp-off') <> (c.entry_id IS NOT NULL)`,
    ),
  ).toBe(0);
  expect(
    await count(
      `hiring_requisition h WHERE CASE status WHEN 'approved' THEN positions ELSE 0 END <>
         (SELECT count(*) FROM open_position p WHERE p.requisition_id = h.id)`,
    ),
  ).toBe(0);
  // Nobody who approved a bill signed its payment.
  expect(
    await count(
      `approval_request r JOIN approval_decision d ON d.request_id = r.id
       WHERE r.kind = 'payment-release' AND r.plan -> 'barred' ? d.decided_by::text`,
    ),
  ).toBe(0);
});

test('those who ask in the stories have a free December, February and March', async () => {
  expect(
    await count(
      `leave_request l JOIN employee e ON e.id = l.employee_id
       WHERE split_part(e.email, '@', 1) IN ('sales.rep', 'sales.rep2', 'consultant', 'consultant2')
         AND l.slots && int4range((date '2026-12-01' - date '2000-01-01') * 2, (date '2027-01-01' - date '2000-01-01') * 2)
      `,
    ),
  ).toBe(0);
  expect(await count(`leave_request WHERE from_on >= '2027-02-01'`)).toBe(0);
  expect(await count(`leave_request WHERE from_on >= '2026-11-20' AND status = 'approved'`)).toBe(
    12,
  );
});

test('deals stand where their log says, are somebody’s, and have led to every project', async () => {
  expect(await count('deal WHERE closed_on IS NULL')).toBeGreaterThan(10);
  expect(await count(`deal WHERE stage = 'won'`)).toBeGreaterThan(20);
  expect(await count('deal_split WHERE bps < 10000')).toBeGreaterThan(10);
  expect(
    await count(`deal d WHERE stage <> (SELECT to_stage FROM deal_stage_change m WHERE m.deal_id = d.id
      ORDER BY id DESC LIMIT 1)`),
  ).toBe(0);
  expect(
    await count(`deal d WHERE stage = 'won' AND (SELECT sum(amount_minor) FROM deal_credit k
    WHERE k.deal_id = d.id AND k.basis = 'won') IS DISTINCT FROM amount_minor`),
  ).toBe(0);
  expect(
    await count(
      'project p WHERE NOT EXISTS (SELECT 1 FROM deal_handover h WHERE h.project_id = p.id)',
    ),
  ).toBe(0);
});

test('several projects wait for their go-live', async () => {
  expect(
    await count(
      `project p JOIN project_member m ON m.project_id = p.id
       JOIN employee e ON e.id = m.employee_id AND e.email LIKE 'consultant@%'
       WHERE p.status = 'active' AND p.manager_id =
         (SELECT id FROM employee WHERE email LIKE 'consulting.manager@%')`,
    ),
  ).toBeGreaterThanOrEqual(5);
  expect(await count(`project WHERE (status IN ('live', 'closed')) <> (live_on IS NOT NULL)`)).toBe(
    0,
  );
});

test('is the same on every machine, but for the salt of the password', async () => {
  const tables = `employee leave_request expense_claim_line reimbursement_state approval_decision notification vendor_bill
    open_position organisation_channel chat_message chat_reaction conversation_member customer deal deal_split deal_credit
    work_rate project_terms timesheet_line customer_invoice customer_receipt customer_allocation incentive_quota`;
  const digest = await db.transaction(async (tx) => {
    await tx.query(`SET LOCAL TIME ZONE 'UTC'`);
    // NETRA's own conversations are opened now.
    await tx.query(`DELETE FROM conversation_member m USING conversation c
      WHERE c.id = m.conversation_id AND c.direct_key LIKE 'netra:%'`);
    const [row] = await tx.query<{ digest: string }>(
      `SELECT md5(string_agg(line, '|' ORDER BY line COLLATE "C")) AS digest FROM (${(
        tables.match(/\w+/g) ?? []
      )
        .map(
          (table) =>
            `SELECT (to_jsonb(t) - '{password_hash,password_set_at,import_id}'::text[])::text AS line FROM ${table} t`,
        )
        .join(' UNION ALL ')}) AS lines`,
    );
    return row!.digest;
  });
  expect(digest).toBe('45f12751e9070e63b152e7debf4f6ce0');
});
