import { z } from 'zod';

/** The forms a list is written in. */
export const EXPORT_FORMATS = ['csv', 'xlsx'] as const;

/** Lists that can be taken along: `GET /exports/<name>`, with the filters of the list itself. */
export const EXPORTED_LISTS = [
  'people',
  'leave-requests',
  'expense-claims',
  'approvals',
  'projects',
  'journal-entries',
  'ledger-lines',
  'trial-balance',
] as const;

/** Beside the filters of a list: the form. */
export const exportFormatSchema = z.object({ format: z.enum(EXPORT_FORMATS).default('csv') });

/** @see EXPORT_FORMATS */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
/** @see EXPORTED_LISTS */
export type ExportedList = (typeof EXPORTED_LISTS)[number];
