import {
  alarmsDue,
  nextLook,
  watchEnd,
  type CheckIn,
  type WatchEnd,
} from '../../../domain/projects/go-live-watch';
import type { Transaction } from '../../../platform/database/database';
import type { WatchRound } from '../../approvals/kind-effects';
import { draftNews, hearersOf, type WatchNews } from '../tell-watch';
import { beginWatch, endWatch, lockWatch, noteAlarm, type StoredWatch } from '../watch-store';

/**
 * Does what has come due of the watch of a go-live, in the caller's transaction: begins it, asks for check-ins, reminds of them,
 * tells the head, and ends it. Answers whom to tell and when to look again.
 */
export async function watchGoLive(
  tx: Transaction,
  input: { goLiveId: string; workingDays: readonly number[]; now: Date },
): Promise<WatchRound> {
  const { goLiveId, now } = input;
  const over = { nextAt: null, rings: [], mails: [] };
  await beginWatch(tx, input);
  const watch = await lockWatch(tx, goLiveId);
  if (!watch || watch.endedAt !== null) return over;
  const end = endOf(watch, now.getTime());
  if (end !== null) {
    endWatch(tx, { goLiveId, how: end, now });
    return over;
  }
  const due = alarmsDue(watch.checkIns, now.getTime());
  for (const alarm of due) noteAlarm(tx, { goLiveId, ...alarm, now });
  const news = due.map(({ workingDay, alarm }): WatchNews => {
    const checkIn = watch.checkIns.find((one) => one.workingDay === workingDay) as CheckIn;
    const { fallsOn } = checkIn;
    checkIn.done[alarm] = true;
    return {
      occasion: alarm,
      checkIn: { workingDay, fallsOn },
      note: '',
      to: hearersOf(watch, alarm),
    };
  });
  const drafts = await draftNews(tx, watch, news);
  const next = nextLook(watch.checkIns, watch.lapsesAt.getTime());
  return { ...drafts, nextAt: new Date(next) };
}

/** A project that is not live any more has nothing to be looked after. */
function endOf({ project, checkIns, lapsesAt }: StoredWatch, now: number): WatchEnd | null {
  if (project.status !== 'live') return 'closed';
  return watchEnd(checkIns, lapsesAt.getTime(), now);
}
