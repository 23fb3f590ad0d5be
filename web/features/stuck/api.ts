import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Repaired, Stuck, StuckRow } from '../../../domain/wire/stuck';
import { api, ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** What is stuck. */
export function useStuck() {
  return useQuery<Stuck, ApiProblem>({
    queryKey: keys.stuck,
    queryFn: ({ signal }) => api.get<Stuck>('/admin/stuck', undefined, signal),
  });
}

/** What became of one row. */
export type Result = Repaired['items'][number];
/** How far a round of repairs is. */
export interface RepairProgress {
  done: number;
  total: number;
}

const AT_ONCE = 10;
/** So long a worker may take until a repaired row is gone from the list. */
const SETTLING_MS = 3_000;

const nameOf = ({ problem, id }: { problem: string; id: string }) => `${problem} ${id}`;

/** Repairs rows, a few at a time, and keeps what became of each. */
export function useRepairs() {
  const client = useQueryClient();
  const [results, setResults] = useState<Record<string, Result>>({});
  const [progress, setProgress] = useState<RepairProgress | null>(null);
  const [error, setError] = useState<string | null>(null);

  async function repair(rows: StuckRow[]): Promise<void> {
    setError(null);
    for (let done = 0; done < rows.length; done += AT_ONCE) {
      setProgress({ done, total: rows.length });
      const items = rows.slice(done, done + AT_ONCE).map(({ problem, id }) => ({ problem, id }));
      const answer = await api.post<Repaired>('/admin/stuck/repairs', { items });
      const named = answer.items.map((item): [string, Result] => [nameOf(item), item]);
      setResults((before) => ({ ...before, ...Object.fromEntries(named) }));
    }
  }

  return {
    results: Object.values(results),
    progress,
    error,
    resultOf: (row: StuckRow): Result | undefined => results[nameOf(row)],
    repair: (rows: StuckRow[]) =>
      repair(rows)
        .catch((reason: unknown) =>
          setError(reason instanceof ApiProblem ? reason.message : 'The repair broke off'),
        )
        .finally(() => {
          setProgress(null);
          setTimeout(() => void refresh(client, { queryKey: keys.stuck }), SETTLING_MS);
        }),
    forget: () => setResults({}),
  };
}
