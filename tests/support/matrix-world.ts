import { loadDemoCompany } from '../../db/demo/load-demo-company';
import { openStage } from '../../modules/approvals/use-cases/open-stage';
import type { Database } from '../../platform/database/database';
import { startTestApi, type TestApi } from './api';
import { emailOf, PERSONAS, type Company, type Persona } from './company';
import { plantDeal, type PlantedDeal } from './planted-deal';

/** The people below a person and in the departments they head, the person included. Written down, not computed. */
const OWN_PEOPLE: Record<Persona, Persona[]> = {
  admin: PERSONAS,
  hr: ['hr'],
  finance: ['finance'],
  'sales.head': ['sales.head', 'sales.manager', 'sales.rep', 'sales.rep2'],
  'sales.manager': ['sales.manager', 'sales.rep', 'sales.rep2'],
  'sales.rep': ['sales.rep'],
  'sales.rep2': ['sales.rep2'],
  'consulting.head': ['consulting.head', 'consulting.manager', 'consultant', 'consultant2'],
  'consulting.manager': ['consulting.manager', 'consultant', 'consultant2'],
  consultant: ['consultant'],
  consultant2: ['consultant2'],
};

/** A record somebody owns. Its code stands in its text: wherever the code turns up, the record was shown. */
export interface Planted {
  what: 'leave' | 'expense' | 'project';
  id: string;
  approvalId: string;
  code: string;
  owner: Persona;
  /** Who may open the record. */
  seenBy: Persona[];
  /** Who may open its approval. */
  approvalSeenBy: Persona[];
  /** Who is asked to sign it now. */
  asked: Persona[];
}

/** The demo company with planted records of every persona, their approvals opened. */
export interface MatrixWorld {
  api: TestApi;
  planted: Planted[];
  /** A direct conversation of two of them, with a message that holds the code. */
  chat: { id: string; messageId: string; code: string; members: Persona[]; author: Persona };
  /** A deal of sales.rep's with a customer; the code stands in the name of both. */
  sales: PlantedDeal;
  sees(persona: Persona, other: Persona): boolean;
  /** A digest of everything that people own or decide: equal digests, nothing written. */
  digest(): Promise<string>;
}

/** Whether somebody may see another person. */
const sees = (persona: Persona, other: Persona) =>
  persona === 'hr' || OWN_PEOPLE[persona].includes(other);

const PROJECTS: {
  key: string;
  department: string;
  manager: Persona;
  member: Persona;
  seenBy: Persona[];
}[] = [
  {
    key: 'sales',
    department: 'Sales',
    manager: 'sales.manager',
    member: 'sales.rep',
    seenBy: ['admin', 'finance', 'sales.head', 'sales.manager', 'sales.rep'],
  },
  {
    key: 'consulting',
    department: 'Consulting',
    manager: 'consulting.manager',
    member: 'consultant',
    seenBy: ['admin', 'finance', 'consulting.head', 'consulting.manager', 'consultant'],
  },
];

const OWNED_TABLES = [
  ...[
    'employee',
    'department',
    'hr_assignment',
    'planned_move',
    'approval_request',
    'approval_step',
    'approval_task',
  ],
  ...[
    'approval_decision',
    'approval_comment',
    'approval_file',
    'leave_request',
    'leave_balance',
    'leave_ledger',
    'leave_bucket',
    'leave_accrual',
    'leave_policy_version',
    'employee_last_day',
  ],
  ...[
    'expense_claim',
    'expense_claim_line',
    'reimbursement',
    'project',
    'project_member',
    'go_live',
  ],
  ...['expense_policy_version', 'expense_policy_rule', 'expense_receipt', 'exchange_rate'],
  ...['expense_advance', 'advance_allocation', 'company_account', 'reimbursement_state'],
  ...['reimbursement_batch', 'reimbursement_batch_item'],
  ...['account', 'accounting_period', 'finance_setting', 'journal_entry', 'journal_line'],
  ...['purchase_order', 'purchase_order_line', 'vendor_bill', 'payment_release', 'document_number'],
  ...['vendor_payment', 'vendor_payment_reversal'],
  ...['overtime_entry', 'comp_off_credit', 'travel_request', 'travel_leg', 'travel_advance'],
  ...['employee_bank_account', 'hiring_requisition', 'open_position'],
  ...['access_grant', 'password_link'],
  ...[
    'go_live_item',
    'mail',
    'notification',
    'email_link',
    'outbox_message',
    'holiday',
    'delegation',
  ],
  ...[
    'conversation',
    'conversation_member',
    'chat_message',
    'chat_reaction',
    'conversation_change',
    'chat_hold',
    'chat_retention_rule',
  ],
  ...['onboarding', 'onboarding_task', 'tour_progress'],
  ...['timesheet', 'timesheet_line', 'timesheet_week', 'work_rate', 'document_project'],
  ...['project_terms', 'project_milestone'],
  ...['customer', 'contact', 'deal', 'deal_line', 'deal_split', 'deal_stage_change'],
  ...['deal_activity', 'deal_credit', 'deal_handover'],
];

/** Starts the API over the demo company and plants records. */
export async function startMatrixWorld(): Promise<MatrixWorld> {
  const api = await startTestApi({ found: foundDemo });
  const planted: Planted[] = [];
  for (const owner of PERSONAS.filter((persona) => persona !== 'admin')) {
    planted.push(await plantLeave(api, owner), await plantExpense(api, owner));
  }
  for (const project of PROJECTS) planted.push(await plantGoLive(api, project));
  for (const record of planted) await openApproval(api, record);
  return {
    api,
    planted,
    chat: await plantConversation(api),
    sales: await plantDeal(api, nextCode()),
    sees,
    async digest() {
      const parts = OWNED_TABLES.map(
        (table) =>
          `(SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM ${table} t)`,
      );
      const rows = await api.db.query<{ digest: string }>(`SELECT ${parts.join(' || ')} AS digest`);
      return rows[0]!.digest;
    },
  };
}

async function plantConversation(api: TestApi): Promise<MatrixWorld['chat']> {
  const code = nextCode();
  const author = await api.as('consultant');
  const started = await author.post('/conversations', {
    kind: 'direct',
    memberIds: [api.company.people['sales.rep2']],
  });
  const { id } = started.body as { id: string };
  const sent = await author.post(`/conversations/${id}/messages`, { clientId: 'one', text: code });
  const { id: messageId } = sent.body as { id: string };
  return { id, messageId, code, author: 'consultant', members: ['consultant', 'sales.rep2'] };
}

/** The demo company, its people and departments by name. */
export async function foundDemo(db: Database): Promise<Company> {
  await loadDemoCompany(db);
  const people = await db.query<{ email: string; id: string }>(
    'SELECT email::text AS email, id FROM employee',
  );
  const departments = await db.query<{ name: string; id: string }>(
    'SELECT name, id FROM department',
  );
  return {
    people: Object.fromEntries(
      PERSONAS.map((persona) => [persona, people.find((p) => p.email === emailOf(persona))!.id]),
    ),
    departments: Object.fromEntries(departments.map(({ name, id }) => [name, id])),
  } as Company;
}

let planting = 0;
const nextCode = () => `planted-${String(++planting).padStart(3, '0')}-code`;
const everybodyFor = (owner: Persona, role: Persona) =>
  PERSONAS.filter((persona) => persona === role || OWN_PEOPLE[persona].includes(owner));

async function submit(api: TestApi, owner: Persona, path: string, body: object) {
  const answer = await (await api.as(owner)).post(path, body);
  if (answer.status !== 201) {
    throw new Error(`${owner} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  }
  return answer.body as { id: string; approvalId: string };
}

async function plantLeave(api: TestApi, owner: Persona): Promise<Planted> {
  const code = nextCode();
  const dates = { from: '2027-08-02', to: '2027-08-10' };
  const made = await submit(api, owner, '/leave-requests', {
    type: 'unpaid',
    ...dates,
    reason: code,
  });
  return { ...plantedBy(owner, code, made), what: 'leave', seenBy: everybodyFor(owner, 'hr') };
}

async function plantExpense(api: TestApi, owner: Persona): Promise<Planted> {
  const code = nextCode();
  const line = {
    date: '2026-11-02',
    category: 'travel',
    amount: { amount: '30000.00', currency: 'INR' },
    description: code,
  };
  const made = await submit(api, owner, '/expense-claims', { title: code, lines: [line] });
  return {
    ...plantedBy(owner, code, made),
    what: 'expense',
    seenBy: everybodyFor(owner, 'finance'),
  };
}

async function plantGoLive(api: TestApi, plan: (typeof PROJECTS)[number]): Promise<Planted> {
  const code = nextCode();
  const { people, departments } = api.company;
  const rows = await api.db.query<{ id: string }>(
    `INSERT INTO project (code, name, customer, department_id, manager_id, starts_on)
     VALUES ($1, $1, $1, $2, $3, '2026-01-05') RETURNING id`,
    [code, departments[plan.department as keyof Company['departments']], people[plan.manager]],
  );
  const { id } = rows[0]!;
  await api.db.query('INSERT INTO project_member VALUES ($1, $2)', [id, people[plan.member]]);
  const body = { plannedOn: '2027-09-01', notes: code };
  const made = await submit(api, plan.member, `/projects/${id}/go-lives`, body);
  return {
    ...plantedBy(plan.member, code, { id, approvalId: made.approvalId }),
    what: 'project',
    seenBy: plan.seenBy,
  };
}

function plantedBy(owner: Persona, code: string, made: { id: string; approvalId: string }) {
  const { id, approvalId } = made;
  return { id, approvalId, code, owner, approvalSeenBy: [], asked: [] };
}

/** What the worker would do: finds the people of the first stage and asks them. */
async function openApproval(api: TestApi, record: Planted): Promise<void> {
  const stages = await api.db.query<{ stage: number }>(
    'SELECT min(stage) AS stage FROM approval_step WHERE request_id = $1',
    [record.approvalId],
  );
  const input = { requestId: record.approvalId, stage: stages[0]!.stage };
  await openStage(api.deps.approvals, input);
  const asked = await api.db.query<{ email: string }>(
    `SELECT e.email::text AS email FROM approval_task t JOIN employee e ON e.id = t.approver_id
     WHERE t.request_id = $1 AND t.status = 'open'`,
    [record.approvalId],
  );
  record.asked = asked.map(({ email }) => email.split('@')[0] as Persona);
  record.approvalSeenBy = PERSONAS.filter(
    (persona) => OWN_PEOPLE[persona].includes(record.owner) || record.asked.includes(persona),
  );
}
