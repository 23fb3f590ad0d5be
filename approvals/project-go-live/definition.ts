import { z } from 'zod';
import { defineApprovalKind } from '../../domain/approvals/kind';
import { inSequence, roleStep } from '../../domain/approvals/steps';
import { formatDate } from '../../domain/dates/format';
import { checklistProgress, DEFAULT_CHECKLIST } from '../../domain/projects/go-live-checklist';
import { readinessFacts, type ReadinessSnapshot } from '../../domain/projects/readiness';
import { dateSchema } from '../../domain/wire/common';

const checklistSchema = z
  .array(z.strictObject({ label: z.string().trim().min(1).max(200), done: z.boolean() }))
  .min(1, 'Leave the list out to start from the usual one')
  .max(50);

/** What one asks for. `projectId` comes from the path. */
const goLiveSchema = z.strictObject({
  projectId: z.uuid(),
  plannedOn: dateSchema,
  notes: z.string().trim().min(1, 'Say what goes live').max(4000),
  checklist: checklistSchema
    .optional()
    .describe(
      'What has been seen to; without it, the usual list with nothing done. Where the project has a readiness plan, its checks are the list instead',
    ),
});

/** A go-live as it was asked for. */
export type GoLiveRequest = z.infer<typeof goLiveSchema>;

/** With its list, and what the project is called and belongs to. */
export type GoLiveDetails = GoLiveRequest & {
  checklist: { label: string; done: boolean }[];
  project: { code: string; name: string; customer: string };
  departmentId: string;
  /** What the project's plan said, if it has one. */
  readiness?: ReadinessSnapshot;
};

const EXAMPLE: GoLiveRequest = {
  projectId: '0b9d3f8e-54f1-4c0e-9a63-1f6f0a7c2d11',
  plannedOn: '2026-12-14',
  notes: 'Billing goes first, reports follow in the week after',
};

/** Project go-live: signed by the project manager, then by the department head and finance together. */
export const projectGoLiveKind = defineApprovalKind<GoLiveRequest, GoLiveDetails>({
  id: 'project-go-live',
  label: 'Project go-live',
  path: '/projects/:projectId/go-lives',
  request: goLiveSchema,
  policy: inSequence(roleStep({ approver: { role: 'project-manager' }, due: '2 working days' }), [
    roleStep({ approver: { role: 'department-head' }, due: '3 working days' }),
    roleStep({ approver: { role: 'finance' }, due: '3 working days' }),
  ]),
  routing: ({ projectId, departmentId }) => ({ projectId, departmentId }),
  summary: ({ project, plannedOn }) =>
    `Go-live of ${project.name} for ${project.customer} on ${formatDate(plannedOn)}`,
  facts: ({ project, plannedOn, notes, checklist, readiness }) => [
    { label: 'Project', value: `${project.code}, ${project.name}` },
    { label: 'Customer', value: project.customer },
    { label: 'Planned for', value: formatDate(plannedOn) },
    { label: 'Checklist', value: checklistProgress(checklist) },
    ...(readiness
      ? readinessFacts(readiness)
      : checklist.map((item) => ({ label: item.label, value: item.done ? 'Done' : 'Open' }))),
    { label: 'Notes', value: notes },
  ],
  watch: [1, 3, 7, 14, 30],
  example: EXAMPLE,
  exampleDetails: {
    ...EXAMPLE,
    checklist: DEFAULT_CHECKLIST.map((item, index) => ({ ...item, done: index < 3 })),
    project: { code: 'CON-014', name: 'Order desk', customer: 'Vindhya Textiles' },
    departmentId: '5a1f7a0e-6d0b-4f4b-8a52-6f1d2f4f9c20',
  },
});
