import { z } from 'zod';
import { instantSchema, pageQuerySchema, personRefSchema } from './common';

const text = (max: number) => z.string().trim().max(max);
const optionalText = (max: number) =>
  text(max)
    .nullable()
    .transform((value) => (value === '' ? null : value))
    .optional();

/** A person at a customer's. */
export const contactSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  jobTitle: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  archived: z.boolean(),
});

/** One row of `GET /customers`. */
export const customerRowSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  industry: z.string().nullable(),
  city: z.string().nullable(),
  owner: personRefSchema,
  department: z.object({ id: z.uuid(), name: z.string() }),
  /** Of those the reader may see. */
  openDeals: z.number().int(),
  archived: z.boolean(),
});

/** `GET /customers/:id`. */
export const customerSchema = customerRowSchema.extend({
  website: z.string().nullable(),
  taxNumber: z.string().nullable(),
  notes: z.string(),
  contacts: z.array(contactSchema),
  revision: z.number().int(),
  mayChange: z.boolean(),
  createdAt: instantSchema,
});

/** `GET /customers`: those in use unless told otherwise. */
export const customerListQuerySchema = pageQuerySchema.extend({
  /** Part of the name, the city or the industry. */
  q: z.string().trim().max(200).optional(),
  ownerId: z.uuid().optional(),
  archived: z.enum(['yes', 'no', 'both']).default('no'),
});

const fields = {
  name: text(200).min(1, 'Give the customer’s name'),
  industry: optionalText(100),
  city: optionalText(100),
  website: optionalText(300).refine(
    (value) => value === undefined || value === null || /^https?:\/\/\S+$/.test(value),
    'Use an address such as https://www.example.com',
  ),
  taxNumber: optionalText(40),
  notes: text(4000).optional(),
  ownerId: z.uuid().optional(),
};

/** `POST /customers`; without `ownerId` it is one's own. */
export const newCustomerSchema = z.strictObject(fields);

/** `PATCH /customers/:id`: what is absent stays; `revision` is that of what was read. */
export const editCustomerSchema = z
  .strictObject({ ...fields, archived: z.boolean() })
  .partial()
  .extend({ revision: z.number().int() });

const contactFields = {
  name: text(200).min(1, 'Give a name'),
  jobTitle: optionalText(100),
  email: z
    .union([z.literal('').transform(() => null), z.email('This is no e-mail address'), z.null()])
    .optional(),
  phone: optionalText(40),
};

/** `POST /customers/:id/contacts`. */
export const newContactSchema = z.strictObject(contactFields);

/** `PATCH /customers/:id/contacts/:contactId`. */
export const editContactSchema = z
  .strictObject({ ...contactFields, archived: z.boolean() })
  .partial();

/** What `contactSchema` describes. */
export type ContactWire = z.infer<typeof contactSchema>;
/** What `customerRowSchema` describes. */
export type CustomerRow = z.infer<typeof customerRowSchema>;
/** What `customerSchema` describes. */
export type CustomerWire = z.infer<typeof customerSchema>;
/** What `customerListQuerySchema` describes. */
export type CustomerListQuery = z.infer<typeof customerListQuerySchema>;
/** What `newCustomerSchema` describes. */
export type NewCustomer = z.infer<typeof newCustomerSchema>;
/** What `editCustomerSchema` describes. */
export type EditCustomer = z.infer<typeof editCustomerSchema>;
/** What `newContactSchema` describes. */
export type NewContact = z.infer<typeof newContactSchema>;
/** What `editContactSchema` describes. */
export type EditContact = z.infer<typeof editContactSchema>;
