import type { KindEffects } from '../modules/approvals/kind-effects';
import type { KindId, KindTypes } from './definitions';
import { expenseClaimEffects } from './expense-claim/effects';
import { leaveEffects } from './leave/effects';
import { leaveChangeEffects } from './leave-change/effects';
import { projectGoLiveEffects } from './project-go-live/effects';

/** What each kind does to the records. A kind without effects, or effects without a kind, does not compile. */
export const effects: {
  [Id in KindId]: KindEffects<KindTypes<Id>['request'], KindTypes<Id>['details']>;
} = {
  leave: leaveEffects,
  'leave-change': leaveChangeEffects,
  'expense-claim': expenseClaimEffects,
  'project-go-live': projectGoLiveEffects,
};
