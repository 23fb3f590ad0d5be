import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  accountOf,
  addReadings,
  among,
  ME,
  ofPeople,
  removeReadings,
  seesAll,
  within,
  type Reading,
} from '../assistant-readings';

const PROJECTS: Reading[] = [
  {
    table: 'project',
    columns: 'id, code, name, customer, department_id, manager_id, status, starts_on, live_on',
    rows: `(${seesAll('project')} OR manager_id = ${ME} OR ${within('department_id', "departments('project')")}
      OR ${among('id', 'member_of()')})`,
  },
  {
    table: 'project_member',
    columns: 'project_id, employee_id, role',
    rows: `(employee_id = ${ME} OR ${seesAll('project')} OR authz.sees_project(project_id))`,
  },
  {
    table: 'project_terms',
    columns: 'project_id, method, contract_minor, budget_minor, estimate_minor',
    rows: accountOf('project_id'),
  },
  {
    table: 'project_milestone',
    columns: 'id, project_id, ordinal, name, amount_minor, due_on, reached_on',
    rows: accountOf('project_id'),
  },
  {
    table: 'timesheet',
    columns: 'id, employee_id, project_id, week_starts_on, status',
    rows: `(employee_id = ${ME} OR ${ofPeople('approval')} OR ${accountOf('project_id')})`,
  },
  {
    table: 'timesheet_line',
    columns:
      'id, employee_id, project_id, worked_on, billable, minutes, reverses_id, sheet_id, approved_at, cost_minor, bill_minor',
    rows: `(employee_id = ${ME} OR (sheet_id IS NOT NULL AND (${ofPeople('approval')} OR ${accountOf('project_id')})))`,
  },
];

const SALES: Reading[] = [
  {
    table: 'deal_split',
    columns: 'deal_id, employee_id, bps',
    rows: `(employee_id = ${ME} OR ${seesAll('deal')} OR authz.sees_deal(deal_id))`,
  },
  {
    table: 'deal',
    columns:
      'id, number, name, customer_id, owner_id, department_id, stage, currency, amount_minor, cost_minor, expected_on, closed_on, close_reason, created_at',
    rows: `(${seesAll('deal')} OR ${among('owner_id', 'sellers()')} OR ${within('department_id', "departments('deal')")}
      OR ${among('id', 'shared_deals()')})`,
  },
  {
    table: 'customer',
    columns: 'id, name, industry, city, owner_id, department_id, archived_at',
    rows: `(${seesAll('customer')} OR ${among('owner_id', 'sellers()')} OR ${within('department_id', "departments('customer')")}
      OR ${among('id', 'dealt_with()')})`,
  },
  {
    table: 'incentive_member',
    columns: 'id, plan_id, employee_id, from_on, to_on',
    rows: `((SELECT authz.holds('admin', 'hr', 'finance')) OR ${among('employee_id', "people('earnings')")})`,
  },
  {
    table: 'incentive_plan',
    columns: 'id, name, department_id, period',
    rows: `((SELECT authz.holds('admin', 'hr', 'finance')) OR ${within('department_id', 'headed()')} OR ${among('id', 'plans()')})`,
  },
  {
    table: 'incentive_run',
    columns: 'id, plan_id, from_on, to_on, status, people, published_at',
    rows: `EXISTS (SELECT FROM incentive_plan p WHERE p.id = plan_id
      AND (status = 'published' OR ${seesAll('earnings')} OR ${within('p.department_id', 'headed()')}))`,
  },
  {
    table: 'incentive_statement',
    columns: 'id, run_id, employee_id, payable_minor, carried_minor',
    rows: `(${ofPeople('earnings')} AND EXISTS (SELECT FROM incentive_run r WHERE r.id = run_id))`,
  },
];

const BOOKS = seesAll('books');
const FINANCE: Reading[] = [
  {
    table: 'journal_line',
    columns:
      'entry_id, ordinal, account_id, debit_minor, credit_minor, currency, original_minor, department_id, project_id, item_kind, item_id, party, due_on',
    // A head sees no bank and no liabilities: those are the company's.
    rows: `(${BOOKS} OR ${among('project_id', 'accounts()')} OR (${within('department_id', 'headed()')}
      AND EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.kind IN ('income', 'expense'))))`,
  },
  {
    table: 'journal_entry',
    columns: 'id, number, posted_on, document_on, source_kind, source_id, event, reverses_id',
    rows: `(${BOOKS} OR EXISTS (SELECT FROM journal_line l WHERE l.entry_id = id))`,
  },
  {
    table: 'customer_invoice',
    columns:
      'id, kind, status, number, customer_id, credits_id, invoiced_on, due_on, currency, rate, project_id, department_id, net_minor, tax_minor, total_minor, base_minor',
    rows: BOOKS,
  },
  {
    table: 'customer_receipt',
    columns: 'id, number, customer_id, received_on, currency, amount_minor, base_minor',
    rows: BOOKS,
  },
  { table: 'customer_receipt_reversal', columns: 'receipt_id, reversed_on', rows: BOOKS },
  {
    table: 'customer_allocation',
    columns:
      'id, receipt_id, credit_note_id, invoice_id, allocated_on, amount_minor, invoice_base_minor, source_base_minor, reverses_id',
    rows: BOOKS,
  },
  {
    table: 'budget',
    columns: 'id, department_id, account_id, starts_on, amount_minor, action',
    rows: `(${BOOKS} OR ${within('department_id', 'headed()')})`,
  },
];

const CHAT: Reading[] = [
  {
    table: 'restriction',
    columns: 'person_id, chat, assistant, until, lifted_at',
    rows: `person_id = ${ME}`,
  },
  {
    table: 'conversation_member',
    columns: 'conversation_id, user_id, left_at',
    rows: `user_id = ${ME}`,
  },
  { table: 'conversation', columns: 'id, kind, name', rows: among('id', 'rooms()') },
  {
    table: 'chat_message',
    columns: 'conversation_id, seq, id, author_id, text, created_at, deleted_at, removed_at',
    rows: `(${among('conversation_id', 'rooms()')} AND deleted_at IS NULL AND removed_at IS NULL)`,
  },
];

const READINGS = [...PROJECTS, ...SALES, ...FINANCE, ...CHAT];

/** What the assistant reads of projects, sales, the books and conversations. */
export class LetTheAssistantReadBusiness20261206030000 implements MigrationInterface {
  name = 'LetTheAssistantReadBusiness20261206030000';

  async up(runner: QueryRunner): Promise<void> {
    await addReadings(runner, READINGS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await removeReadings(runner, READINGS);
  }
}
