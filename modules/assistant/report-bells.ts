import type { DueReport } from '../../domain/assistant/report-contract';
import type { RunReason } from '../../domain/wire/report-schedules';
import type { NotificationDraft } from '../notifications/use-cases/notify-people';

/** What became of a report, as far as its owner is told. */
export type Told =
  | { outcome: 'sent'; rowCount: number }
  | { outcome: 'dropped' | 'failed'; because: RunReason; detail?: string; isForGood: boolean };

const REASONS: Record<RunReason, string> = {
  left: 'Your account is closed.',
  restricted: 'You may not use the assistant for now.',
  'tool-off': 'What it looks up is switched off for you.',
  'switched-off': 'An admin has switched the assistant off for now. It goes on once it is back.',
  refused: 'What it looks up was refused to you.',
  'not-looked-up': 'The records could not be read, also after several tries. It goes on next time.',
};

/** The key of a run's mail and of its bell: the same time is told once. */
export function keyOf({ reportId, dueAt }: DueReport): string {
  return `report.${reportId}.${Date.parse(dueAt)}`;
}

/** What the bell of its owner says of a report that was due. */
export function bellOf(
  due: DueReport,
  { owner, title, told }: { owner: { id: string }; title: string; told: Told },
): NotificationDraft {
  return {
    ...{ userId: owner.id, dedupeKey: keyOf(due), ...wordsOf(title, told) },
    link: `/assistant/reports/${due.reportId}`,
  };
}

function wordsOf(title: string, told: Told): Pick<NotificationDraft, 'type' | 'title' | 'body'> {
  if (told.outcome === 'sent')
    return {
      ...{ type: 'report-mailed', title: `Your report “${title}” was mailed to you` },
      body:
        told.rowCount === 0
          ? 'Nothing was found.'
          : told.rowCount === 1
            ? 'One row.'
            : `${told.rowCount} rows.`,
    };
  const body = [REASONS[told.because], ...(told.detail ? [told.detail] : [])].join(' ');
  if (told.outcome === 'failed')
    return { type: 'report-failed', title: `Your report “${title}” could not be mailed`, body };
  return told.isForGood
    ? { type: 'report-ended', title: `Your report “${title}” is mailed no more`, body }
    : { type: 'report-dropped', title: `Your report “${title}” was not mailed`, body };
}
