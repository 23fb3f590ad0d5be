import type { WatchAlarm } from '../../domain/projects/go-live-watch';
import type { Queryable } from '../../platform/database/database';
import type { MailDraft, MailProps } from '../mail/use-cases/queue-mail';
import type { NotificationDraft } from '../notifications/use-cases/notify-people';
import { peopleByIds } from '../people/queries';
import type { StoredWatch } from './watch-store';

type Occasion = MailProps<'go-live-watch'>['occasion'];

/** What people are told of a watch, and who. */
export interface WatchNews {
  occasion: Occasion;
  /** The check-in it is about; null for going back. */
  checkIn: { workingDay: number; fallsOn: string } | null;
  /** Of whoever said it. */
  note: string;
  to: string[];
}

const ROW_TYPES: Record<Occasion, string> = {
  ask: 'go-live-check-in',
  remind: 'go-live-reminder',
  tell: 'go-live-unanswered',
  'rolled-back': 'go-live-rolled-back',
};

const TITLES: Record<Occasion, (name: string) => string> = {
  ask: (name) => `How does ${name} do after its go-live?`,
  remind: (name) => `Still to be said: how ${name} does after its go-live`,
  tell: (name) => `Nobody has said how ${name} does after its go-live`,
  'rolled-back': (name) => `${name} was rolled back`,
};

/** Who hears of an alarm: its manager, and in the end the head of the department, unless that is the same person. */
export function hearersOf(watch: StoredWatch, alarm: WatchAlarm): string[] {
  if (alarm !== 'tell') return [watch.managerId];
  return watch.headId !== null && watch.headId !== watch.managerId ? [watch.headId] : [];
}

/** The page of the project's watch. */
const watchPath = (projectId: string) => `/projects/${projectId}/readiness`;

/** The rows and mails of news, for those of them who are active. */
export async function draftNews(
  db: Queryable,
  watch: StoredWatch,
  news: WatchNews[],
): Promise<{ rings: NotificationDraft[]; mails: MailDraft[] }> {
  const ids = [...new Set([watch.managerId, ...news.flatMap(({ to }) => to)])];
  const known = await peopleByIds(db, ids);
  const managerName = known.get(watch.managerId)?.name ?? '';
  const drafts = news.flatMap((one) =>
    one.to.flatMap((id) => {
      const person = known.get(id);
      return person?.active ? [draftOf(watch, one, { ...person, managerName })] : [];
    }),
  );
  return {
    rings: drafts.map(({ ring }) => ring),
    mails: drafts.map(({ mail }) => mail),
  };
}

function draftOf(
  { goLiveId, approvalId, project }: StoredWatch,
  { occasion, checkIn, note }: WatchNews,
  to: { id: string; email: string; managerName: string },
): { ring: NotificationDraft; mail: MailDraft } {
  const key = `watch.${goLiveId}.${checkIn?.workingDay ?? 0}.${occasion}.${to.id}`;
  return {
    ring: {
      userId: to.id,
      type: ROW_TYPES[occasion],
      title: TITLES[occasion](project.name),
      body: [project.customer, checkIn && `Working day ${checkIn.workingDay}`, note]
        .filter(Boolean)
        .join(' · '),
      link: watchPath(project.id),
      approvalId,
      dedupeKey: key,
    },
    mail: {
      template: 'go-live-watch',
      to: { userId: to.id, address: to.email },
      props: {
        ...{ occasion, checkIn, note, managerName: to.managerName },
        projectId: project.id,
        projectName: project.name,
        customer: project.customer,
      },
      messageKey: key,
      approvalId,
      rings: key,
    },
  };
}
