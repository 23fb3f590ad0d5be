import type { TaskView } from './workflow-contract';

/** What is to be done about tasks at one moment. */
interface Work {
  /** Tasks whose day has come. */
  open: string[];
  /** At most one reminder per task: who was away for a week is not told three times at once. */
  remind: { taskId: string; round: number }[];
}

/** What is to be done at `now`, in milliseconds since the epoch. */
export function workAt(tasks: readonly TaskView[], now: number): Work {
  const open = tasks.filter(({ status, opensAt }) => status === 'waiting' && opensAt <= now);
  const remind = tasks.filter(({ status }) => status === 'open').map((task) => overdue(task, now));
  return {
    open: open.map(({ id }) => id),
    remind: remind.filter((reminder) => reminder !== null),
  };
}

/**
 * The next moment at which something is to be done, in milliseconds since the epoch; null while only people can act.
 * @param opensAt when the review of a probation is to be asked for, if there is one ahead
 */
export function nextMoment(
  tasks: readonly TaskView[],
  now: number,
  opensAt: number | null = null,
): number | null {
  const moments = tasks.flatMap(({ status, opensAt, remindAt, reminders }) => {
    if (status === 'waiting') return [opensAt];
    return status === 'open' ? remindAt.slice(reminders) : [];
  });
  const ahead = [...moments, ...(opensAt === null ? [] : [opensAt])].filter(
    (moment) => moment > now,
  );
  return ahead.length > 0 ? Math.min(...ahead) : null;
}

/**
 * Whether a checklist has come to its end: nothing blocking is left, and everything has reached its owner. What does not
 * block stays with its owner after that. One without tasks is at its end.
 */
export function isThrough(tasks: readonly Pick<TaskView, 'status' | 'blocking'>[]): boolean {
  return tasks.every(
    ({ status, blocking }) => status !== 'waiting' && !(blocking && status === 'open'),
  );
}

function overdue(
  { id, remindAt, reminders }: TaskView,
  now: number,
): { taskId: string; round: number } | null {
  const round = remindAt.filter((moment) => moment <= now).length;
  return round > reminders ? { taskId: id, round } : null;
}
