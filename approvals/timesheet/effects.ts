import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { dueOn } from '../../domain/timesheets/weeks';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import {
  checkSheet,
  closeSheet,
  handInSheet,
} from '../../modules/timesheets/use-cases/hand-in-time';
import type { Queryable } from '../../platform/database/database';
import type { TimesheetDetails, TimesheetRequest } from './definition';

/** Approved time is locked at the rates of its days; given back in any way, it is a draft again. */
export const timesheetEffects: KindEffects<TimesheetRequest, TimesheetDetails> = {
  complete,

  async submit(tx, { requester, details, now }) {
    const { lines } = await complete({ db: tx, requester, now }, requestOf(details));
    if (JSON.stringify(lines) !== JSON.stringify(details.lines))
      throw new DomainError('conflict', 'The week was changed a moment ago: look at it again');
    const sheet = { employeeId: requester.id, ...details, monday: details.weekStartsOn };
    return { subjectId: await handInSheet(tx, sheet), answer: {} };
  },

  close: (tx, { subjectId, outcome }) => closeSheet(tx, { sheetId: subjectId, outcome }),
};

async function complete(
  { db, requester, now }: { db: Queryable; requester: Requester; now: Date },
  request: TimesheetRequest,
): Promise<TimesheetDetails> {
  const today = dateIn(requester.zone, now);
  const { project, lines } = await checkSheet(db, {
    ...{ employeeId: requester.id, projectId: request.projectId },
    ...{ monday: request.weekStartsOn, today },
  });
  const { departmentId, ...named } = project;
  return {
    ...request,
    ...{ project: named, departmentId, lines, isLate: today > dueOn(request.weekStartsOn) },
    minutes: total(lines),
    billableMinutes: total(lines.filter(({ billable }) => billable)),
  };
}

const requestOf = ({ projectId, weekStartsOn }: TimesheetDetails) => ({ projectId, weekStartsOn });

const total = (lines: { minutes: number }[]) =>
  lines.reduce((sum, { minutes }) => sum + minutes, 0);
