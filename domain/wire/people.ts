import { z } from 'zod';
import { newPasswordSchema } from '../passwords/check-password';
import { ROLES } from '../roles';
import { dateSchema, departmentSchema, meSchema, personRefSchema } from './common';

/** `POST /auth/login`. */
export const loginSchema = z.strictObject({
  email: z.string().trim().toLowerCase().max(320),
  password: z.string().min(1).max(1000),
});

/** What a login answers. */
export const loginAnswerSchema = z.object({ user: meSchema, token: z.string() });

/** `POST /auth/password`. Ends every session of the account but this one. */
export const changePasswordSchema = z.strictObject({
  current: z.string().min(1).max(1000),
  next: newPasswordSchema,
});

/** One person of `GET /people`. */
export const personSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
  department: departmentSchema.pick({ id: true, name: true, kind: true }).nullable(),
  manager: personRefSchema.nullable(),
  /** In the company's own words, null where people have none. */
  grade: z.string().nullable(),
  zone: z.string(),
  /** Where they work; null for the default location. */
  location: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  joinedOn: dateSchema,
  active: z.boolean(),
});

/** What deactivating a person leaves behind, counted: people without a manager who is here, departments without a head. */
export const leftBehindSchema = z.object({
  directReports: z.number().int(),
  departments: z.number().int(),
  /** Open tasks that move to others now. */
  openTasks: z.number().int(),
  /** Open deals, and customers, whose owner is not here. */
  deals: z.number().int(),
  customers: z.number().int(),
});

/** Who takes over from somebody who leaves, by what they take. Absent: it stays as it is, and is counted as left behind. */
export const handOverSchema = z.strictObject({
  reportsTo: z.uuid().optional(),
  departmentsTo: z.uuid().optional(),
  projectsTo: z.uuid().optional(),
  /** Somebody of a sales department: they get the open deals and the customers. */
  salesTo: z.uuid().optional(),
});

/** `POST /people/:id/deactivate`: the body may be left out. */
export const deactivateSchema = z.strictObject({ handOver: handOverSchema.optional() });

const named = z.object({ id: z.uuid(), name: z.string() });

/** `GET /people/:id/hand-over`: what waits on somebody, before they are deactivated. */
export const waitingOnSchema = z.object({
  /** Approvals they are asked about now, or somebody in their place: these move by their rules, at once. */
  tasks: z.array(z.object({ approvalId: z.uuid(), title: z.string(), requester: z.string() })),
  /** Active people who report to them. */
  reports: z.array(named),
  /** Departments they head. */
  departments: z.array(named),
  /** Projects they lead that are not closed. */
  projects: z.array(named),
  /** Deals they own that are neither won nor lost. */
  deals: z.array(named),
  /** Customers they own that are not archived. */
  customers: z.array(named),
  /** Departments they are the HR of: that ends. */
  hrOf: z.array(named),
  /** Substitutions that are not over: by them for others, and by others for them. These end. */
  substitutes: z.array(z.object({ id: z.uuid(), from: personRefSchema, to: personRefSchema })),
  /** Their manager, if active: who takes over unless somebody else is chosen. */
  manager: personRefSchema.nullable(),
});

/** `POST /people/:id/deactivate`. */
export const deactivatedSchema = personSchema.extend({ leftBehind: leftBehindSchema });

/** `PATCH /people/:id`, admins only. Absent members stay as they are. */
export const editPersonSchema = z.strictObject({
  name: z.string().trim().min(1).max(200).optional(),
  departmentId: z.uuid().nullable().optional(),
  managerId: z.uuid().nullable().optional(),
  roles: z.array(z.enum(ROLES)).min(1).optional(),
  grade: z.string().trim().min(1).max(20).nullable().optional(),
  zone: z.string().max(60).optional(),
});

/** What `personSchema` describes. */
export type Person = z.infer<typeof personSchema>;
/** What `handOverSchema` describes. */
export type HandOver = z.infer<typeof handOverSchema>;
/** What `waitingOnSchema` describes. */
export type WaitingOn = z.infer<typeof waitingOnSchema>;
/** What `deactivatedSchema` describes. */
export type Deactivated = z.infer<typeof deactivatedSchema>;
/** What `editPersonSchema` describes. */
export type EditPerson = z.infer<typeof editPersonSchema>;
