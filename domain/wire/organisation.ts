import { z } from 'zod';
import { DEPARTMENT_KINDS } from '../roles';
import { departmentSchema, personRefSchema } from './common';

const place = z.object({ id: z.uuid(), name: z.string() });

/** A department in the tree. */
export const departmentNodeSchema = departmentSchema.extend({
  /** Null at the top. */
  parent: place.nullable(),
  /** Who in HR is asked about its people; empty: the nearest department above that has any, else all of HR. */
  hr: z.array(personRefSchema),
  /** Active people in it whom the one who asks may see, without the departments below. */
  people: z.number().int(),
});

const members = {
  name: z.string().trim().min(1, 'Enter a name').max(100, 'Use at most 100 characters'),
  kind: z.enum(DEPARTMENT_KINDS, { error: 'Choose what the department is for' }),
  parentId: z.uuid().nullable(),
  headId: z.uuid().nullable(),
  hrIds: z.array(z.uuid()).max(50, 'Choose at most 50 people'),
};

/** `POST /departments`. */
export const newDepartmentSchema = z.strictObject({
  ...members,
  parentId: members.parentId.default(null),
  headId: members.headId.default(null),
  hrIds: members.hrIds.default([]),
});

/** `PATCH /departments/:id`. Absent members stay as they are. */
export const editDepartmentSchema = z.strictObject(members).partial();

/** Somebody in the organisation chart. */
export const chartPersonSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  department: z.string().nullable(),
  grade: z.string().nullable(),
  /** How many active people report to them directly, as far as the one who asks may see. */
  reports: z.number().int(),
});

/** What `departmentNodeSchema` describes. */
export type DepartmentNode = z.infer<typeof departmentNodeSchema>;
/** What `newDepartmentSchema` describes. */
export type NewDepartment = z.infer<typeof newDepartmentSchema>;
/** What `editDepartmentSchema` describes. */
export type EditDepartment = z.infer<typeof editDepartmentSchema>;
/** What `chartPersonSchema` describes. */
export type ChartPerson = z.infer<typeof chartPersonSchema>;
