import { dateIn } from '../../domain/dates/today';
import { sayHours } from '../../domain/overtime/hours';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import {
  checkOvertime,
  closeOvertime,
  creditOf,
  reviseOvertime,
  submitOvertime,
} from '../../modules/overtime/use-cases/record-overtime';
import type { OvertimeDetails, OvertimeRequest } from './definition';

/** Approved overtime counts; what is taken as time off is credited. */
export const overtimeEffects: KindEffects<OvertimeRequest, OvertimeDetails> = {
  async complete({ db, requester, now }, request) {
    const today = dateIn(requester.zone, now);
    const entry = { ...contentOf(request), employeeId: requester.id, today };
    return { ...request, monthMinutes: await checkOvertime(db, entry) };
  },

  async submit(tx, { requester, details }) {
    const entry = { ...contentOf(details), employeeId: requester.id };
    return { subjectId: await submitOvertime(tx, entry), answer: {} };
  },

  async revise(tx, { request, requester, subjectId, now }) {
    const entry = { ...contentOf(request), employeeId: requester.id };
    const today = dateIn(requester.zone, now);
    const monthMinutes = await checkOvertime(tx, { ...entry, today, exceptId: subjectId });
    await reviseOvertime(tx, { ...entry, id: subjectId });
    return { ...request, monthMinutes };
  },

  close: (tx, { subjectId, outcome }) => closeOvertime(tx, { entryId: subjectId, outcome }),

  async recordFacts(db, id) {
    const credit = await creditOf(db, id);
    if (!credit) return [];
    return [
      { label: 'Time off credited', value: sayHours(credit.minutes) },
      { label: 'Time off earned in all', value: sayHours(credit.allMinutes) },
    ];
  },
};

function contentOf({ hours, ...request }: OvertimeRequest) {
  return { ...request, minutes: hours * 60 };
}
