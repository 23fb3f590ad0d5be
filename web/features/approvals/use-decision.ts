import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Verdict } from '../../../domain/approvals/vocabulary';
import { useZone } from '../../lib/session';
import { useDecide } from './api';
import { explainRefusal } from './conflict';

/** Deciding one approval: at once, or through the dialog that asks for words. */
export function useDecision(approval: { id: string; title: string }, onDecided?: () => void) {
  const zone = useZone();
  const decide = useDecide();
  const [asking, setAsking] = useState<Verdict | null>(null);

  const send = (verdict: Verdict, comment?: string) => {
    if (decide.isPending) return;
    decide.mutate(
      { id: approval.id, verdict, comment },
      {
        onSuccess: () => {
          const did = verdict === 'approve' ? 'Approved' : 'Rejected';
          notifications.show({ color: 'green', title: did, message: approval.title });
          setAsking(null);
          onDecided?.();
        },
        onError: (problem) => {
          setAsking(null);
          notifications.show({
            color: 'red',
            title: 'Not recorded',
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
