import type { Transaction } from '../../platform/database/database';

/** The tables the demo company fills, in an order that every foreign key likes. */
const TABLES = [
  'holiday',
  'department',
  'work_calendar',
  'calendar_holiday',
  'location',
  'employee',
  'project',
  'project_member',
  'customer',
  'contact',
  'deal',
  'deal_split',
  'deal_stage_change',
  'deal_activity',
  'deal_credit',
  'deal_handover',
  'work_rate',
  'project_terms',
  'project_milestone',
  'customer_invoice',
  'customer_invoice_line',
  'customer_invoice_tax',
  'customer_receipt',
  'incentive_plan',
  'incentive_plan_version',
  'incentive_tier',
  'incentive_member',
  'incentive_quota',
  'incentive_bonus',
  // From here on it is written once invoices are issued and settled.
  'customer_receipt_reversal',
  'timesheet',
  'timesheet_line',
  'budget',
  'checklist_template',
  'checklist_item',
  'onboarding',
  'onboarding_task',
  'leave_policy_version',
  'leave_accrual',
  'leave_request',
  'leave_ledger',
  'expense_claim',
  'expense_claim_line',
  'reimbursement',
  'go_live',
  'go_live_item',
  'document_number',
  'purchase_order',
  'purchase_order_line',
  'vendor_bill',
  'payment_release',
  'overtime_entry',
  'comp_off_credit',
  'travel_request',
  'travel_leg',
  'travel_advance',
  'employee_bank_account',
  'hiring_requisition',
  'open_position',
  'approval_request',
  'approval_step',
  'approval_task',
  'email_link',
  'approval_decision',
  'audit_event',
  'notification_stream',
  'notification',
  'mail',
  'conversation',
  'organisation_channel',
  'conversation_member',
  'chat_message',
  'chat_message_version',
  'chat_reaction',
  'conversation_change',
] as const;

/** A table of the demo company. */
type DemoTable = (typeof TABLES)[number];
/** A row by column names, as JSON holds it: instants as ISO text, bigint as text. */
type DemoRow = Record<string, unknown>;

/** Rows that wait to be written together. */
export interface DemoRows {
  add(table: DemoTable, row: DemoRow): void;
  of(table: DemoTable): readonly DemoRow[];
  /**
   * Writes what was not written before, one statement a table. Rows of a table have the same columns.
   * @param before the first table that is left for later; without one, none is
   */
  write(tx: Transaction, before?: DemoTable): Promise<void>;
}

/** An empty collection. */
export function collectRows(): DemoRows {
  const rows = new Map<DemoTable, DemoRow[]>(TABLES.map((table) => [table, []]));
  const of = (table: DemoTable) => rows.get(table)!;
  const written = new Map<DemoTable, number>();
  return {
    of,
    add: (table, row) => {
      of(table).push(row);
    },
    async write(tx, before) {
      const end = before === undefined ? TABLES.length : TABLES.indexOf(before);
      for (const table of TABLES.slice(0, end)) {
        const batch = inOrder(table, of(table).slice(written.get(table)));
        written.set(table, of(table).length);
        if (batch.length === 0) continue;
        const columns = Object.keys(batch[0]!).join(', ');
        await tx.query(
          `INSERT INTO ${table} (${columns})
           SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
          [JSON.stringify(batch)],
        );
      }
    },
  };
}

/** Tables that number their own rows are written in the order things happened. */
function inOrder(table: DemoTable, batch: DemoRow[]): DemoRow[] {
  const clocks = { audit_event: 'at', leave_ledger: 'created_at', deal_stage_change: 'changed_at' };
  const clock = (clocks as Record<string, string>)[table];
  if (clock === undefined) return batch;
  return [...batch].sort((a, b) => String(a[clock]).localeCompare(String(b[clock])));
}

/** An instant as rows hold it. */
export function isoInstant(at: number): string {
  return new Date(at).toISOString();
}
