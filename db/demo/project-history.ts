import { projectGoLiveKind } from '../../approvals/project-go-live/definition';
import { addDays } from '../../domain/dates/calendar';
import { DEFAULT_CHECKLIST } from '../../domain/projects/go-live-checklist';
import { officeTime } from './office-hours';
import type { History, PastOutcome } from './history';
import { writePastRequest } from './past-request';
import { GO_LIVE_NOTES, PROJECTS, type DemoProject } from './projects';
import { isoInstant } from './rows';

const REJECTIONS = [
  'The way back has not been rehearsed',
  'The customer’s year end is the same week, move it by two',
];

/** The projects with their people, and every go-live that was asked for. */
export function writeProjectHistory(history: History): void {
  for (const project of PROJECTS) {
    const id = writeProject(history, project);
    if (project.refusedGoLive)
      fileGoLive(history, project, { id, plannedOn: project.refusedGoLive, outcome: 'rejected' });
    if (project.liveOn)
      fileGoLive(history, project, { id, plannedOn: project.liveOn, outcome: 'approved' });
  }
}

function writeProject({ rows, random, staff }: History, project: DemoProject): string {
  const id = random.uuid();
  rows.add('project', {
    id,
    code: project.code,
    name: project.name,
    customer: project.customer,
    department_id: staff.departmentId('Consulting'),
    manager_id: staff.by(project.manager).id,
    status: project.status,
    starts_on: project.startsOn,
    live_on: project.liveOn ?? null,
    created_at: isoInstant(officeTime(addDays(project.startsOn, -14), 11, 0)),
  });
  for (const login of project.members)
    rows.add('project_member', {
      ...{ project_id: id, employee_id: staff.by(login).id },
      role: login === 'consultant' ? 'consultant' : 'developer',
    });
  return id;
}

function fileGoLive(
  history: History,
  project: DemoProject,
  goLive: { id: string; plannedOn: string; outcome: PastOutcome },
): void {
  const { rows, random, staff } = history;
  const { plannedOn, outcome } = goLive;
  const requester = staff.by(project.asksForGoLive ?? project.members[0]!);
  const subjectId = random.uuid();
  const submittedAt = officeTime(
    addDays(plannedOn, -random.between(9, 16)),
    random.between(9, 17),
    random.between(0, 59),
  );
  const checklist = DEFAULT_CHECKLIST.map(({ label }, index) => ({
    label,
    done: outcome === 'approved' || index < 2,
  }));
  const notes = random.pick(GO_LIVE_NOTES);
  writePastRequest(history, {
    kind: projectGoLiveKind,
    requester,
    subjectId,
    details: {
      projectId: goLive.id,
      plannedOn,
      notes,
      checklist,
      project: { code: project.code, name: project.name, customer: project.customer },
      departmentId: staff.departmentId('Consulting'),
    },
    submittedAt,
    outcome,
    projectManager: staff.by(project.manager),
    rejection: random.pick(REJECTIONS),
  });
  rows.add('go_live', {
    id: subjectId,
    project_id: goLive.id,
    requested_by: requester.id,
    planned_on: plannedOn,
    notes,
    status: outcome,
    created_at: isoInstant(submittedAt),
  });
  for (const [index, item] of checklist.entries())
    rows.add('go_live_item', { go_live_id: subjectId, ordinal: index + 1, ...item });
}
