import { z } from 'zod';

/** One thing that is wrong with a file: on which line, in which column (null: the whole line), in plain words. */
export const importProblemSchema = z.object({
  line: z.number().int(),
  column: z.string().nullable(),
  message: z.string(),
});

/** `POST /people-imports/checks`: what a file comes to, with nothing written. */
export const importCheckSchema = z.object({
  /** Lines below the headings. */
  rows: z.number().int(),
  /** How many of them something is wrong with. */
  badRows: z.number().int(),
  problems: z.array(importProblemSchema),
  /** The first good ones, as they would be written. */
  sample: z.array(
    z.object({
      line: z.number().int(),
      name: z.string(),
      email: z.string(),
      joinedOn: z.string(),
      department: z.string().nullable(),
      manager: z.string().nullable(),
      location: z.string().nullable(),
      grade: z.string().nullable(),
    }),
  ),
  /** Of the file: what is sent along to write this very file. */
  sha256: z.string(),
});

/** The query of `POST /people-imports`. */
export const importQuerySchema = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'Send the sum the check answered.'),
});

/** What `POST /people-imports` answers once everybody is written. */
export const importedSchema = z.object({ importId: z.uuid(), people: z.number().int() });

/** The form both take. */
export const importFormSchema = z.object({ file: z.string().meta({ format: 'binary' }) });

/** How far writing has come; a line of the stream that comes before the answer where it is asked for. */
export interface ImportProgress {
  done: number;
  total: number;
}

/** The type of that stream: JSON, one value a line, the answer last. */
export const PROGRESS_TYPE = 'application/x-ndjson';

/** What `importProblemSchema` describes. */
export type ImportProblem = z.infer<typeof importProblemSchema>;
/** What `importCheckSchema` describes. */
export type ImportCheck = z.infer<typeof importCheckSchema>;
/** What `importedSchema` describes. */
export type Imported = z.infer<typeof importedSchema>;
