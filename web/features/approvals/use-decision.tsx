import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Verdict } from '../../../domain/approvals/vocabulary';
import type { DecisionWire } from '../../../domain/wire/approvals';
import { mutateThen } from '../../lib/mutate-then';
import { translate } from '../../lib/i18n/language';
import { useZone } from '../../lib/session';
import { useDecide, type Decision } from './api';
import { UndoNote } from './components/undo-note';
import { explainRefusal } from './conflict';

/** Whoever can take it back has the toast, with the way to do it, for as long as they can. */
function toast(approval: { id: string; title: string }, decision: DecisionWire) {
  const { takesEffectAt, verdict } = decision;
  if (!takesEffectAt) return { message: approval.title };
  const { id, title } = approval;
  const undoable = { id, title, decisionId: decision.id, verdict, takesEffectAt };
  return {
    autoClose: Math.max(1_000, Date.parse(takesEffectAt) - Date.now()),
    message: (
      <>
        {approval.title}
        <UndoNote decision={undoable} />
      </>
    ),
  };
}

/** What a dialog asks for: words to an approval or a rejection, or what to approve of each line. */
export type Asking = Verdict | 'approve-in-part';

/** Deciding one approval: at once, or through the dialog that asks for words. */
export function useDecision(approval: { id: string; title: string }, onDecided?: () => void) {
  const zone = useZone();
  const decide = useDecide();
  const [asking, setAsking] = useState<Asking | null>(null);

  const send = (verdict: Verdict, given: Omit<Decision, 'verdict'> = {}) => {
    if (decide.isPending) return;
    mutateThen(
      decide,
      { id: approval.id, verdict, ...given },
      {
        onSuccess: ({ decision }) => {
          const approved = decision.lines ? translate('Approved in part') : translate('Approved');
          const did = verdict === 'approve' ? approved : translate('Rejected');
          notifications.show({ color: 'green', title: did, ...toast(approval, decision) });
          setAsking(null);
          onDecided?.();
        },
        onError: (problem) => {
          // What is wrong with the words is mended in the dialog; anything else ends it.
          if (problem.status !== 422 && problem.status !== 413) setAsking(null);
          notifications.show({
            color: 'red',
            title: translate('Not recorded'),
            message: explainRefusal(problem, zone),
            autoClose: 10_000,
          });
        },
      },
    );
  };
  return {
    busy: decide.isPending,
    busyWith: decide.isPending ? decide.variables.verdict : undefined,
    refusal: decide.error ? explainRefusal(decide.error, zone) : null,
    asking,
    ask: setAsking,
    send,
    stopAsking: () => setAsking(null),
  };
}

/** What {@link useDecision} gives. */
export type DecisionControls = ReturnType<typeof useDecision>;
