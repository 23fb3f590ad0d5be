import { useState } from 'react';
import type { Verdict } from '../../../domain/approvals/vocabulary';
import { BULK_MOST, type ApprovalRow, type BulkDecided } from '../../../domain/wire/approvals';
import { useDecideInBulk } from './api';
import { useKeys } from '../../lib/shortcuts';

/** What became of one of them, with the title it had when it was sent. */
export interface BulkOutcome {
  title: string;
  result: BulkDecided['items'][number];
}

/**
 * Choosing rows of the inbox and deciding them together. X chooses the open one. A row that has gone is not chosen any
 * more: only what is shown is sent.
 */
export function useBulk(rows: ApprovalRow[], current: string | undefined) {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<Verdict | null>(null);
  const [outcomes, setOutcomes] = useState<BulkOutcome[] | null>(null);
  const decide = useDecideInBulk();
  const shown = rows.slice(0, BULK_MOST);
  const chosen = shown.filter(({ id }) => marked.has(id));

  const toggle = (id: string) => {
    const next = new Set(marked);
    if (!next.delete(id)) next.add(id);
    setMarked(next);
  };
  const send = (verdict: Verdict, comment?: string) => {
    const sent = chosen;
    decide.mutate(
      { ids: sent.map(({ id }) => id), verdict, comment, idempotencyKey: crypto.randomUUID() },
      {
        onSuccess: ({ items }) => {
          setOutcomes(items.map((result, at) => ({ title: sent[at]?.title ?? '', result })));
          setMarked(new Set());
        },
        onSettled: () => setAsking(null),
      },
    );
  };
  useKeys([['x', () => current && toggle(current)]]);
  return {
    shown,
    chosen,
    isChosen: (id: string) => marked.has(id),
    toggle,
    toggleAll: () =>
      setMarked(new Set(chosen.length === shown.length ? [] : shown.map(({ id }) => id))),
    asking,
    ask: setAsking,
    send,
    busy: decide.isPending,
    error: decide.error,
    outcomes,
    forget: () => setOutcomes(null),
  };
}

/** What {@link useBulk} gives. */
export type BulkControls = ReturnType<typeof useBulk>;
