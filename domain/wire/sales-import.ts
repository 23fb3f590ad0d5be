import { z } from 'zod';
import { SALES_IMPORTS } from '../sales/check-import';
import { importProblemSchema } from './people-import';

/** What a file brings. */
export const salesImportParamsSchema = z.object({ of: z.enum(SALES_IMPORTS) });

/** `POST /sales-imports/:of/checks`: what a file comes to, with nothing written. */
export const salesImportCheckSchema = z.object({
  /** Lines below the headings. */
  rows: z.number().int(),
  /** How many of them something is wrong with. */
  badRows: z.number().int(),
  problems: z.array(importProblemSchema),
  /** The names on the first good lines. */
  sample: z.array(z.object({ line: z.number().int(), name: z.string() })),
  /** Of the file: what is sent along to write this very file. */
  sha256: z.string(),
});

/** `POST /sales-imports/:of`: everything is written. */
export const salesImportedSchema = z.object({ importId: z.uuid(), written: z.number().int() });

/** What `salesImportCheckSchema` describes. */
export type SalesImportCheck = z.infer<typeof salesImportCheckSchema>;
/** What `salesImportedSchema` describes. */
export type SalesImported = z.infer<typeof salesImportedSchema>;
