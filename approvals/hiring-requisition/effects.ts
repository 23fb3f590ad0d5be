import { dateIn } from '../../domain/dates/today';
import { invalidInput } from '../../domain/errors';
import { requireCompanyCurrency } from '../../domain/money/company-currency';
import { parseMoney } from '../../domain/money/money';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import {
  closeRequisition,
  openedBy,
  reviseRequisition,
  submitRequisition,
} from '../../modules/hiring/use-cases/request-positions';
import type { HiringRequisition } from './definition';

/** An approved requisition has a number and opens a position for each colleague it asks for. */
export const hiringRequisitionEffects: KindEffects<HiringRequisition> = {
  complete: (context, request) => checked(context, request),

  submit(tx, { requester, details }) {
    const { id: employeeId, departmentId } = requester;
    const requisition = { ...contentOf(details), employeeId, departmentId };
    return { subjectId: submitRequisition(tx, requisition), answer: {} };
  },

  revise(tx, { request, subjectId, ...context }) {
    const requisition = checked(context, request);
    reviseRequisition(tx, { ...contentOf(requisition), id: subjectId });
    return requisition;
  },

  close: (tx, { subjectId, outcome }) => closeRequisition(tx, { id: subjectId, outcome }),

  async recordFacts(db, id) {
    const opened = await openedBy(db, id);
    if (!opened) return [];
    return [
      { label: 'Requisition number', value: opened.number },
      { label: 'Positions opened', value: String(opened.positions) },
    ];
  },
};

function checked(
  { requester, now }: { requester: Requester; now: Date },
  request: HiringRequisition,
): HiringRequisition {
  requireCompanyCurrency({ budget: request.budget });
  if (request.startBy < dateIn(requester.zone, now)) {
    throw invalidInput([{ path: 'startBy', message: 'This date is in the past' }]);
  }
  return request;
}

function contentOf(request: HiringRequisition) {
  return { ...request, budget: parseMoney(request.budget) };
}
