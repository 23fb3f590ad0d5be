import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addReadings,
  among,
  ME,
  ofPeople,
  removeReadings,
  seesAll,
  type Reading,
} from '../assistant-readings';

const COMPANY: Reading[] = [
  ['department', 'id, name, kind, head_id, parent_id'],
  ['reporting_line', 'above, below'],
  ['location', 'id, name, zone, is_default'],
  ['location_calendar', 'location_id, valid_from, calendar_id'],
  ['calendar_holiday', 'calendar_id, on_date, name, half'],
  ['holiday', 'on_date, name'],
  ['leave_type', 'code, name, needs_balance, ordinal, paid, half_days, document_after, grades, retired_at'],
  ['leave_type_location', 'type, location_id'],
  [
    'leave_policy_version',
    'id, type, valid_from, valid_to, annual_units, frequency, carry_max, carry_months, carry_days, floor, encash_max',
  ],
  ['expense_policy_version', 'id, number, starts_on, valid'],
  ['expense_policy_rule', 'version_id, category, rule, limit_minor, days, is_hard'],
  ['account', 'id, code, name, kind, parent_id, currency, control, active'],
  ['account_use', 'use, account_id'],
].map(([table = '', columns = '']) => ({ table, columns, rows: 'true' }));

const PEOPLE: Reading[] = [
  // The policies of all other tables go by these two, before anybody is known.
  { table: 'authz.colleague', columns: 'id, name, department_id, roles, active', rows: 'true' },
  {
    table: 'authz.absence',
    columns: 'leave_request_id, employee_id, from_on, to_on',
    rows: `(${seesAll('leave')} OR ${among('employee_id', "people('leave')")} OR employee_id IN (
      SELECT c.id FROM authz.colleague c WHERE c.department_id = (SELECT m.department_id FROM authz.colleague m WHERE m.id = authz.uid())))`,
  },
  {
    table: 'access_grant',
    columns: 'grantee_id, department_id, resources, granted_at, revoked_at, ends_at',
    rows: `grantee_id = nullif(current_setting('netra.uid', true), '')::uuid`,
  },
  {
    table: 'employee',
    columns:
      'id, email, name, department_id, manager_id, roles, zone, joined_on, active, grade, location_id',
    rows: ofPeople('person', 'id'),
  },
  {
    table: 'leave_request',
    columns: 'id, employee_id, type, from_on, to_on, from_half, to_half, units, status, created_at',
    rows: ofPeople('leave'),
  },
  {
    table: 'leave_balance',
    columns: 'employee_id, type, granted, held, taken, floor',
    rows: ofPeople('leave'),
  },
  {
    table: 'leave_ledger',
    columns:
      'id, employee_id, type, entry, units, effective_on, source, leave_request_id, created_at, bucket_id',
    rows: ofPeople('leave'),
  },
  {
    table: 'leave_bucket',
    columns:
      'id, employee_id, type, source, year, valid_from, expires_on, carried, granted, used, removed',
    rows: ofPeople('leave'),
  },
  {
    table: 'expense_claim',
    columns: 'id, employee_id, title, currency, total_minor, status, created_at',
    rows: ofPeople('expense'),
  },
  {
    table: 'expense_claim_line',
    columns:
      'claim_id, ordinal, spent_on, category, description, amount_minor, approved_minor, spent_currency, spent_minor',
    rows: `(${seesAll('expense')} OR EXISTS (SELECT FROM expense_claim c WHERE c.id = claim_id))`,
  },
  {
    table: 'reimbursement_state',
    columns: 'claim_id, amount_minor, settled_minor, batched_minor, paid_minor, status',
    rows: `(${seesAll('expense')} OR EXISTS (SELECT FROM expense_claim c WHERE c.id = claim_id))`,
  },
  {
    table: 'expense_advance',
    columns: 'id, employee_id, currency, amount_minor, paid_on, settled_minor, returned_minor',
    rows: ofPeople('expense'),
  },
];

const REQUEST = `(${seesAll('approval')} OR authz.sees_request(request_id))`;
const APPROVALS: Reading[] = [
  {
    table: 'approval_request',
    columns:
      'id, kind, title, requester_id, department_id, subject_id, version, round, status, submitted_at, changed_at, closed_at, sent_back_at',
    rows: `(${ofPeople('approval', 'requester_id')} OR ${among('id', 'asked()')})`,
  },
  {
    table: 'approval_step',
    columns:
      'id, request_id, round, ordinal, stage, key, name, status, opened_at, due_at, closed_at',
    rows: REQUEST,
  },
  {
    table: 'approval_task',
    columns: 'id, request_id, step_id, approver_id, status, created_at, closed_at, on_behalf_of',
    rows: `(approver_id = ${ME} OR ${REQUEST})`,
  },
  {
    table: 'approval_decision',
    columns:
      'id, request_id, step_id, task_id, decided_by, on_behalf_of, verdict, channel, received_at, effective_at, override',
    rows: REQUEST,
  },
  {
    table: 'approval_undo',
    columns: 'decision_id, undone_at',
    rows: `EXISTS (SELECT FROM approval_decision d WHERE d.id = decision_id)`,
  },
];

const READINGS = [...COMPANY, ...PEOPLE, ...APPROVALS];

/** What the assistant reads of the company, its people and their requests. */
export class LetTheAssistantReadPeople20261206020000 implements MigrationInterface {
  name = 'LetTheAssistantReadPeople20261206020000';

  async up(runner: QueryRunner): Promise<void> {
    await addReadings(runner, READINGS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await removeReadings(runner, READINGS);
  }
}
