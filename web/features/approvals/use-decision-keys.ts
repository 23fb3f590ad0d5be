import { useKeys } from '../../lib/shortcuts';
import type { DecisionControls } from './use-decision';

/** A approves, R asks for the reason of a rejection. Off while somebody types, or decides already. */
export function useDecisionKeys(decision: DecisionControls | null): void {
  const idle = decision && !decision.busy && !decision.asking ? decision : null;
  useKeys([
    ['a', () => idle?.send('approve')],
    ['r', () => idle?.ask('reject')],
  ]);
}
