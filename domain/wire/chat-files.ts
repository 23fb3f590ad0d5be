import { z } from 'zod';
import { instantSchema, personRefSchema } from './common';

/** A file of a message. `sha256` is of its content, in hex: what was uploaded is what is served. */
export const chatFileSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  /** In bytes. */
  size: z.number().int(),
  type: z.string(),
  sha256: z.string(),
});

/** 201 of an upload: not sent yet; a message takes them along by id, within a day. */
export const uploadedChatFilesSchema = z.object({ items: z.array(chatFileSchema) });

/** `GET /conversations/:id/files`: what was sent, the newest first. `cursor` is the last page's `nextCursor`. */
export const chatFileQuerySchema = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z
    .string()
    .regex(/^\d{1,15}\.\d{1,4}$/)
    .optional(),
});

/** A page of the files of a conversation. */
export const chatFileListSchema = z.object({
  items: z.array(
    chatFileSchema.extend({ seq: z.number().int(), by: personRefSchema, at: instantSchema }),
  ),
  nextCursor: z.string().nullable(),
});

/** What the schemas of the same names describe. */
export type ChatFileWire = z.infer<typeof chatFileSchema>;
export type ChatFileList = z.infer<typeof chatFileListSchema>;
