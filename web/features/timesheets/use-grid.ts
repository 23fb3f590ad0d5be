import { useDebouncedCallback } from '@mantine/hooks';
import { useRef, useState } from 'react';
import type { TimesheetWeek } from '../../../domain/wire/timesheets';
import type { ApiProblem } from '../../lib/api';
import { useSaveWeek } from './api';
import { draftOf, gridOf, type GridRow } from './grid-state';

const TYPING_MS = 700;

/** How it stands with what was typed. */
export type SaveState = 'saved' | 'changed' | 'saving' | 'unreadable' | 'refused';

/** The grid of a week. What is typed stays until it is saved, whatever comes from the server meanwhile. */
export interface Grid {
  rows: GridRow[];
  state: SaveState;
  problem: ApiProblem | null;
  change: (rows: GridRow[]) => void;
  /** Saves at once; false when it cannot. */
  saveNow: () => Promise<boolean>;
  /** Gives up what was typed for what was saved elsewhere. */
  takeSaved: () => void;
}

/** Keeps the grid of a week and saves it shortly after each change. */
export function useGrid(week: TimesheetWeek): Grid {
  const [typed, setTyped] = useState(() => ({ rows: gridOf(week), revision: week.revision }));
  const [isDirty, setDirty] = useState(false);
  const latestRef = useRef(typed.rows);
  const { save, revisionRef } = useSaveWeek(week);
  // Handed in, given back or saved in another window: shown at once, unless something here is not saved yet.
  const isElsewhere = week.revision > typed.revision && !isDirty;
  const rows = isElsewhere ? gridOf(week) : typed.rows;

  const saveNow = async () => {
    const sent = latestRef.current;
    const draft = draftOf(sent);
    if (draft === null) return false;
    const answer = await save.mutateAsync(draft).catch(() => null);
    if (answer === null) return false;
    setTyped((current) => ({ ...current, revision: answer.revision }));
    if (latestRef.current === sent) setDirty(false);
    return true;
  };
  const saveSoon = useDebouncedCallback(() => void saveNow(), {
    ...{ delay: TYPING_MS, flushOnUnmount: true },
  });
  const show = (next: GridRow[]) => {
    latestRef.current = next;
    setTyped({ rows: next, revision: revisionRef.current });
  };
  return {
    ...{ rows, saveNow, problem: save.error },
    state: stateOf({ isDirty, rows, isSaving: save.isPending, isRefused: save.isError }),
    change: (next) => {
      if (isElsewhere) revisionRef.current = week.revision;
      show(next);
      setDirty(true);
      saveSoon();
    },
    takeSaved: () => {
      revisionRef.current = week.revision;
      save.reset();
      show(gridOf(week));
      setDirty(false);
    },
  };
}

function stateOf(of: {
  isDirty: boolean;
  rows: GridRow[];
  isSaving: boolean;
  isRefused: boolean;
}): SaveState {
  if (!of.isDirty) return 'saved';
  if (draftOf(of.rows) === null) return 'unreadable';
  if (of.isSaving) return 'saving';
  return of.isRefused ? 'refused' : 'changed';
}
