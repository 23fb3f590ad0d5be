import type { CalendarDate } from '../dates/calendar';
import type { FieldProblem } from '../errors';

/** What a review of a probation can come to. */
export type ProbationOutcome = 'confirm' | 'extend' | 'end';

/** How a probation stands. */
export const PROBATION_STATES = ['running', 'confirmed', 'ended'] as const;
/** @see PROBATION_STATES */
export type ProbationState = (typeof PROBATION_STATES)[number];

/** How often a probation can be extended: who is not sure twice says no. */
const MOST_EXTENSIONS = 1;

/** Working days before its end on which a review opens, so that it can be written and signed in time. */
export const REVIEW_LEAD_DAYS = 5;

/** What a review proposes. */
export type Proposal =
  | { outcome: 'confirm' }
  | { outcome: 'extend'; until: CalendarDate }
  | { outcome: 'end'; lastDay: CalendarDate };

/** What is wrong with a proposal for a probation that runs; `today` is the person's. */
export function problemsOf(
  proposal: Proposal,
  probation: { endsOn: CalendarDate; extensions: number },
  today: CalendarDate,
): FieldProblem[] {
  if (proposal.outcome === 'extend') {
    if (probation.extensions >= MOST_EXTENSIONS) {
      return [{ path: 'outcome', message: 'It was extended before: confirm it, or end it' }];
    }
    const isLater = proposal.until > probation.endsOn && proposal.until > today;
    return isLater ? [] : [{ path: 'until', message: 'Choose a day after its end and today' }];
  }
  if (proposal.outcome === 'end' && proposal.lastDay < today) {
    return [{ path: 'lastDay', message: 'This date is in the past' }];
  }
  return [];
}
