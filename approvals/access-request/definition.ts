import { z } from 'zod';
import { nameResources } from '../../domain/access/grants';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { grantedResourcesSchema } from '../../domain/wire/access-grants';
import { dateSchema } from '../../domain/wire/common';

/** What one asks for: to look into a department's records, with those below it, until the end of a day. */
const accessRequestSchema = z.strictObject({
  departmentId: z.uuid('Choose a department'),
  resources: grantedResourcesSchema,
  until: dateSchema,
  reason: z.string().trim().min(1, 'Say what you need it for').max(500),
});

/** A request for access as it was sent. */
export type AccessRequest = z.infer<typeof accessRequestSchema>;

/** With the department's name. */
export type AccessRequestDetails = AccessRequest & { department: string };

const EXAMPLE: AccessRequest = {
  departmentId: '5a1f7a0e-6d0b-4f4b-8a52-6f1d2f4f9c20',
  resources: ['person', 'project'],
  until: '2026-12-18',
  reason: 'The offer to Vindhya Textiles builds on what Consulting delivered there',
};

/** Access to another department's records: signed by whoever heads that department. */
export const accessRequestKind = defineApprovalKind<AccessRequest, AccessRequestDetails>({
  id: 'access-request',
  label: 'Access request',
  path: '/access-requests',
  request: accessRequestSchema,
  policy: inSequence(roleStep({ approver: { role: 'department-head' }, due: '2 working days' })),
  routing: ({ departmentId }) => ({ departmentId }),
  summary: ({ department, resources, until }) =>
    `Access to ${department} (${nameResources(resources)}) until ${formatDate(until)}`,
  facts: ({ department, resources, until, reason }) => [
    { label: 'Department', value: department },
    { label: 'To look at', value: nameResources(resources) },
    { label: 'Until', value: formatDate(until) },
    { label: 'Reason', value: reason },
  ],
  example: EXAMPLE,
  exampleDetails: { ...EXAMPLE, department: 'Consulting' },
});
