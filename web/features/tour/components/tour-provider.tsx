import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useMemo, useRef, type ReactNode } from 'react';
import { tourOf, tours } from '../../../../domain/tours/tours';
import { useMe } from '../../../lib/session';
import { useKeepProgress, useProgress } from '../api';
import { TourContext } from '../tour-context';

/** Walks newcomers through the app on their first visit, goes on where they left it, and offers it to everybody else. */
export function TourProvider({ children }: { children: ReactNode }) {
  const id = tourOf(useMe().roles);
  const progress = useProgress(id).data;
  const keep = useKeepProgress(id);
  const keeping = useRef(keep);
  useEffect(() => {
    keeping.current = keep;
  });
  const ending = useRef<() => void>(undefined);
  useEffect(() => () => ending.current?.(), []);

  const walk = useCallback(
    async (from: number) => {
      ending.current?.();
      const { runTour } = await import('../run-tour');
      const { steps } = tours[id];
      ending.current = runTour({ steps, from, onProgress: (...how) => keeping.current(...how) });
    },
    [id],
  );
  const start = useCallback(
    (from: number) =>
      void walk(from).catch(() =>
        notifications.show({ color: 'red', message: 'The tour could not be loaded: try again.' }),
      ),
    [walk],
  );

  const startsByItself = progress?.startsByItself ?? false;
  const step = useRef(0);
  useEffect(() => {
    step.current = progress?.step ?? 0;
  });
  const begun = useRef(false);
  useEffect(() => {
    // Once for each page: what is read again meanwhile may not know yet how far they have come.
    if (!startsByItself || begun.current) return;
    begun.current = true;
    start(step.current);
  }, [startsByItself, start]);

  const offered = useMemo(() => {
    if (!progress) return null;
    const goesOn = progress.state === 'paused' || progress.state === 'running';
    const label = goesOn ? 'Continue the tour' : 'Take the tour';
    return { label, start: () => start(goesOn ? progress.step : 0) };
  }, [progress, start]);
  return <TourContext value={offered}>{children}</TourContext>;
}
