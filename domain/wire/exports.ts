import { z } from 'zod';
import { readColumns, type ListName } from '../lists/columns';

/** The forms a list is written in. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;

/** Lists that can be taken along: `GET /exports/<name>`, with the filters of the list itself. */
export const EXPORTED_LISTS = [
  'people',
  'leave-requests',
  'expense-claims',
  'approvals',
  'projects',
  'customers',
  'deals',
  'onboardings',
  'incentive-statements',
  'leave-year-rows',
  'leave-payables',
  'customer-invoices',
  'vendor-bills',
  'journal-entries',
  'ledger-lines',
  'trial-balance',
  'profit-and-loss',
  'balance-sheet',
  'aging',
  'cash',
  'bank-lines',
  'bank-reconciliation',
  'project-portfolio',
  'budgets',
  'utilisation',
] as const satisfies ListName[];

/** Lists that only admins can take along. */
export const ADMIN_EXPORTED_LISTS = ['audit'] as const satisfies ListName[];

/** Beside the filters of a list: the form, and its columns in their order ("name,email"); all of them without. */
export function exportOptionsSchema(list: ExportedList) {
  return z.object({
    format: z.enum(EXPORT_FORMATS).default('csv'),
    cols: z
      .string()
      .max(500)
      .superRefine((text, context) => {
        const { unknown, columns } = readColumns(list, text);
        if (unknown.length > 0)
          context.addIssue({ code: 'custom', message: `No column "${unknown.join('", "')}"` });
        else if (columns.length === 0)
          context.addIssue({ code: 'custom', message: 'Name one column at least' });
      })
      .optional(),
  });
}

/** @see EXPORT_FORMATS */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** @see EXPORTED_LISTS */
export type ExportedList = (typeof EXPORTED_LISTS)[number] | (typeof ADMIN_EXPORTED_LISTS)[number];
