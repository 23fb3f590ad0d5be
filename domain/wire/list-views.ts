import { z } from 'zod';
import { LIST_NAMES } from '../lists/columns';
import { instantSchema } from './common';

const LONGEST_QUERY = 2000;

const name = z.string().trim().min(1, 'Give it a name').max(60, 'Use at most 60 characters');
/** What stands behind the question mark of the list's address: its filters and columns. */
const query = z
  .string()
  .max(LONGEST_QUERY)
  .regex(/^[\x21-\x7e]*$/, 'Use the query string of an address')
  .refine((text) => !text.startsWith('?'), 'Leave the question mark out');

/** `GET /list-views`. */
export const listViewsQuerySchema = z.strictObject({ list: z.enum(LIST_NAMES) });

/** `POST /list-views`. */
export const addListViewSchema = z.strictObject({
  list: z.enum(LIST_NAMES),
  name,
  query,
  isDefault: z.boolean().default(false),
});

/** `PATCH /list-views/:id`. */
export const editListViewSchema = z
  .strictObject({
    name: name.optional(),
    query: query.optional(),
    isDefault: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, 'Say what to change');

/** A view of a list that somebody has saved. */
export const listViewSchema = z.object({
  id: z.uuid(),
  list: z.enum(LIST_NAMES),
  name: z.string(),
  query: z.string(),
  /** What the list opens with; one at most for each list. */
  isDefault: z.boolean(),
  createdAt: instantSchema,
});

/** What `addListViewSchema` describes. */
export type AddListView = z.output<typeof addListViewSchema>;
/** What `editListViewSchema` describes. */
export type EditListView = z.infer<typeof editListViewSchema>;
/** What `listViewSchema` describes. */
export type ListView = z.infer<typeof listViewSchema>;
