import { z } from 'zod';
import { DOCUMENT_KINDS } from '../onboarding/documents';
import { OWNER_ROLES, PURPOSES } from '../onboarding/vocabulary';
import { ROLES } from '../roles';
import { dateSchema, instantSchema } from './common';

/** How many tasks a checklist can have. */
export const MOST_ITEMS = 60;

/** Working days from the first day (or the last one), before it when negative. */
const offsetSchema = z
  .int('Use whole working days')
  .min(-60, 'At most 60 working days before')
  .max(260, 'At most 260 working days after');
const namedSchema = z.object({ id: z.uuid(), name: z.string() });

/** One item of a checklist, to be copied into a person's own. */
const checklistItemSchema = z.object({
  title: z.string(),
  help: z.string(),
  ownerRole: z.enum(OWNER_ROLES),
  offsetDays: z.number().int(),
  blocking: z.boolean(),
  /** Whether its owner says where a paper is kept. */
  wantsDocument: z.boolean(),
  /** What is to be handed in; null for nothing. */
  documentKind: z.enum(DOCUMENT_KINDS).nullable(),
});

/** A checklist of `GET /checklist-templates`. */
export const checklistTemplateSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  purpose: z.enum(PURPOSES),
  /** Whose default it is, by all three that are set; with none of them it is chosen by hand only. */
  forRole: z.enum(ROLES).nullable(),
  forDepartment: namedSchema.nullable(),
  forLocation: namedSchema.nullable(),
  revision: z.number().int(),
  retiredAt: instantSchema.nullable(),
  items: z.array(checklistItemSchema),
});

const editedItemSchema = z
  .strictObject({
    title: z.string().trim().min(1, 'Say what is to be done').max(200, 'At most 200 characters'),
    help: z.string().trim().max(2000, 'At most 2000 characters').default(''),
    ownerRole: z.enum(OWNER_ROLES),
    offsetDays: offsetSchema,
    blocking: z.boolean().default(false),
    wantsDocument: z.boolean().default(false),
    documentKind: z.enum(DOCUMENT_KINDS).nullable().default(null),
  })
  .refine(({ wantsDocument, documentKind }) => !wantsDocument || documentKind === null, {
    path: ['documentKind'],
    message: 'Either the document is handed in here, or it is said where it is kept',
  });

const contentSchema = z.strictObject({
  name: z.string().trim().min(1, 'Give it a name').max(100, 'At most 100 characters'),
  forRole: z.enum(ROLES).nullable().default(null),
  forDepartmentId: z.uuid().nullable().default(null),
  forLocationId: z.uuid().nullable().default(null),
  items: z
    .array(editedItemSchema)
    .min(1, 'A checklist needs a task')
    .max(MOST_ITEMS, `At most ${MOST_ITEMS} tasks`),
});

/** `POST /checklist-templates`. */
export const newChecklistSchema = contentSchema.extend({ purpose: z.enum(PURPOSES) });

/** `PUT /checklist-templates/:id`: of the state that was read, by its revision. */
export const changeChecklistSchema = contentSchema.extend({ revision: z.int() });

/** `POST /checklist-templates/preview`. */
export const previewChecklistSchema = z.strictObject({
  dayZero: dateSchema,
  /** Whose working days count; null for the default place. */
  locationId: z.uuid().nullable(),
  offsets: z.array(offsetSchema).min(1).max(MOST_ITEMS),
});

/** Its answer: the due dates, in the order of the offsets. */
export const checklistPreviewSchema = z.object({ dates: z.array(dateSchema) });

/** What `checklistTemplateSchema` describes. */
export type ChecklistTemplateWire = z.infer<typeof checklistTemplateSchema>;
/** What `newChecklistSchema` describes, once parsed. */
export type NewChecklist = z.output<typeof newChecklistSchema>;
/** What `changeChecklistSchema` describes, once parsed. */
export type ChangeChecklist = z.output<typeof changeChecklistSchema>;
/** What `previewChecklistSchema` describes. */
export type PreviewChecklist = z.output<typeof previewChecklistSchema>;
/** What `checklistPreviewSchema` describes. */
export type ChecklistPreview = z.infer<typeof checklistPreviewSchema>;
