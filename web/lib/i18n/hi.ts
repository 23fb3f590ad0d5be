import { approvals } from './hi-approvals';
import { budgets } from './hi-budgets';
import { bills } from './hi-bills';
import { answers, assistant } from './hi-assistant';
import { chat } from './hi-chat';
import { dashboards, figures } from './hi-figures';
import { forms, refusals } from './hi-forms';
import { frame } from './hi-frame';
import { keysAndPlaces } from './hi-keys';
import { lists } from './hi-lists';
import { names } from './hi-names';
import { reports } from './hi-reports';

/** Everything the app says in Hindi, by what it says in English; loaded only by those who read it. */
export const hindi = {
  ...frame,
  ...approvals,
  ...keysAndPlaces,
  ...lists,
  ...figures,
  ...dashboards,
  ...chat,
  ...budgets,
  ...assistant,
  ...answers,
  ...forms,
  ...bills,
  ...reports,
  ...refusals,
  ...names,
} as const;
/** @see hindi */
export type Hindi = typeof hindi;
