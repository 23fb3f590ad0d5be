import { formatDate } from '../../domain/dates/format';
import { dateIn } from '../../domain/dates/today';
import { sayUnits } from '../../domain/leave/working-days';
import { sayHours } from '../../domain/overtime/hours';
import type { KindEffects } from '../../modules/approvals/kind-effects';
import {
  conversionOf,
  creditCompOff,
  type CompOffConversion,
} from '../../modules/leave/use-cases/credit-comp-off';
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

  async close(tx, { subjectId, outcome }) {
    closeOvertime(tx, { entryId: subjectId, outcome });
    const credit = await creditOf(tx, subjectId);
    if (credit) await creditCompOff(tx, { ...credit, entryId: subjectId });
  },

  async recordFacts(db, id) {
    const credit = await creditOf(db, id);
    if (!credit) return [];
    const conversion = await conversionOf(db, id);
    return [
      { label: 'Time off credited', value: sayHours(credit.minutes) },
      { label: 'Time off earned in all', value: sayHours(credit.allMinutes) },
      ...(conversion ? conversionFacts(conversion) : []),
    ];
  },
};

function conversionFacts({ units, expiresOn, minutesAfter }: CompOffConversion) {
  return [
    ...(units > 0
      ? [{ label: 'As leave', value: `${sayUnits(units)}, until ${formatDate(expiresOn)}` }]
      : []),
    ...(minutesAfter > 0
      ? [{ label: 'Counts with the next overtime', value: sayHours(minutesAfter) }]
      : []),
  ];
}

function contentOf({ hours, ...request }: OvertimeRequest) {
  return { ...request, minutes: hours * 60 };
}
