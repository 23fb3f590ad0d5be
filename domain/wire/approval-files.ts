import { z } from 'zod';
import { FILES_PER_REQUEST } from '../files/file-types';
import { instantSchema, personRefSchema } from './common';

/** A file of a request. `sha256` is of its content, in hex: what was uploaded is what is served. */
export const fileSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  type: z.string(),
  /** In bytes. */
  size: z.number().int(),
  sha256: z.string(),
  by: personRefSchema,
  at: instantSchema,
});

/** Uploaded files that a comment or a decision takes along: one's own, each once. */
export const fileIdsSchema = z.array(z.uuid()).max(FILES_PER_REQUEST);

/** 201 of an upload. */
export const uploadedSchema = z.object({ items: z.array(fileSchema) });

/** The form of an upload, as the documentation shows it. */
export const uploadFormSchema = z.strictObject({
  file: z
    .array(z.string())
    .describe('One part per file, each with a file name and its content type'),
});

/** What `fileSchema` describes. */
export type FileWire = z.infer<typeof fileSchema>;
