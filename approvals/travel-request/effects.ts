import { dateIn } from '../../domain/dates/today';
import { invalidInput } from '../../domain/errors';
import { requireCompanyCurrency } from '../../domain/money/company-currency';
import { parseMoney } from '../../domain/money/money';
import type { KindEffects, Requester } from '../../modules/approvals/kind-effects';
import {
  closeTravel,
  reviseTravel,
  submitTravel,
} from '../../modules/travel/use-cases/request-travel';
import type { TravelRequest } from './definition';

/** An approved journey makes its advance payable. */
export const travelRequestEffects: KindEffects<TravelRequest> = {
  complete: (context, request) => checked(context, request),

  submit(tx, { requester, details }) {
    const journey = { ...contentOf(details), employeeId: requester.id };
    return { subjectId: submitTravel(tx, journey), answer: {} };
  },

  revise(tx, { request, subjectId, ...context }) {
    const journey = checked(context, request);
    reviseTravel(tx, { ...contentOf(journey), id: subjectId });
    return journey;
  },

  close: (tx, { subjectId, outcome }) => closeTravel(tx, { travelId: subjectId, outcome }),
};

function checked(
  { requester, now }: { requester: Requester; now: Date },
  request: TravelRequest,
): TravelRequest {
  const { estimate, advance, legs } = request;
  requireCompanyCurrency({ estimate, ...(advance ? { advance } : {}) });
  if (advance && parseMoney(advance).minor > parseMoney(estimate).minor) {
    throw invalidInput([{ path: 'advance.amount', message: 'This is more than the estimate' }]);
  }
  const standing = legs.flatMap(({ from, to }, index) =>
    isSamePlace(from, to) ? [{ path: `legs.${index}.to`, message: 'This is where it begins' }] : [],
  );
  if (standing.length > 0) throw invalidInput(standing);
  if (legs[0] && legs[0].date < dateIn(requester.zone, now)) {
    throw invalidInput([{ path: 'legs.0.date', message: 'This date is in the past' }]);
  }
  return request;
}

const isSamePlace = (from: string, to: string) =>
  from.localeCompare(to, 'en', { sensitivity: 'base' }) === 0;

function contentOf(request: TravelRequest) {
  const { estimate, advance } = request;
  return {
    ...request,
    estimate: parseMoney(estimate),
    advance: advance ? parseMoney(advance) : null,
  };
}
