import type { Purpose } from '../../domain/onboarding/vocabulary';
import type { Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { queueMail, type MailDraft, type MailProps } from '../mail/use-cases/queue-mail';
import { notifyPeople, type NotificationDraft } from '../notifications/use-cases/notify-people';

/** Why somebody is told of their tasks. */
type Occasion = MailProps<'onboarding-tasks'>['occasion'];

/** A task its owner is to hear of. */
export interface ToldTask {
  id: string;
  onboardingId: string;
  title: string;
  help: string;
  dueOn: string;
  blocking: boolean;
  ownerId: string;
  /** Whose it was before, when it was taken over. */
  fromName?: string;
}

/** The columns of {@link ToldTask} but the last one, of a row called `k`. */
export const TOLD_COLUMNS = `k.id, k.onboarding_id AS "onboardingId", k.title, k.help, k.due_on AS "dueOn", k.blocking,
  k.owner_id AS "ownerId"`;

interface Owner {
  id: string;
  address: string;
}

const ROW_TYPES: Record<Occasion, string> = {
  opened: 'onboarding-task',
  reminder: 'onboarding-reminder',
  'taken-over': 'onboarding-taken-over',
};

/**
 * Rings and mails the owners of tasks of one onboarding, each once however many tasks there are; in the caller's
 * transaction, late. The key is made of the occasion and of the owner's first task: the caller tells of a task once.
 * @param input.round the number of the reminder, else 0
 */
export async function tellOwners(
  deps: { bus: Bus },
  tx: Transaction,
  input: { occasion: Occasion; round?: number; tasks: ToldTask[] },
): Promise<void> {
  const [first] = input.tasks;
  if (!first) return;
  const { personId, ...about } = await aboutOf(tx, first.onboardingId);
  const owners = await tx.query<Owner>(
    'SELECT id, email::text AS address FROM employee WHERE id = ANY($1::uuid[]) ORDER BY id',
    [[...new Set(input.tasks.map(({ ownerId }) => ownerId))]],
  );
  const drafts = owners.map((owner) => {
    const tasks = input.tasks.filter(({ ownerId }) => ownerId === owner.id);
    return draftsFor(owner, {
      ...about,
      ...{ tasks, occasion: input.occasion, round: input.round ?? 0 },
      isOwn: owner.id === personId,
    });
  });
  notifyPeople(
    deps,
    tx,
    drafts.map(({ bell }) => bell),
  );
  queueMail(
    deps,
    tx,
    drafts.map(({ mail }) => mail),
  );
}

async function aboutOf(
  tx: Transaction,
  onboardingId: string,
): Promise<{ personId: string; personName: string; purpose: Purpose }> {
  const [row] = await tx.query<{ personId: string; personName: string; purpose: Purpose }>(
    `SELECT p.id AS "personId", p.name AS "personName", o.purpose
     FROM onboarding o JOIN employee p ON p.id = o.person_id WHERE o.id = $1`,
    [onboardingId],
  );
  if (!row) throw new Error('tasks of no onboarding');
  return row;
}

interface Told {
  personName: string;
  purpose: Purpose;
  isOwn: boolean;
  occasion: Occasion;
  round: number;
  tasks: ToldTask[];
}

function draftsFor(owner: Owner, told: Told): { bell: NotificationDraft; mail: MailDraft } {
  const { occasion, round, tasks, personName, purpose, isOwn } = told;
  const key = `onboarding-task.${tasks[0]?.id}.${occasion}.${round}.${owner.id}`;
  return {
    bell: {
      userId: owner.id,
      type: ROW_TYPES[occasion],
      title: titleOf(told),
      body: tasks.map(({ title }) => title).join(' · '),
      link: '/tasks',
      dedupeKey: key,
    },
    mail: {
      template: 'onboarding-tasks',
      to: { userId: owner.id, address: owner.address },
      props: {
        ...{ occasion, purpose, personName, isOwn },
        tasks: tasks.map(({ title, help, dueOn, blocking, fromName }) => ({
          ...{ title, help, dueOn, blocking },
          ...(fromName === undefined ? {} : { fromName }),
        })),
      },
      messageKey: key,
      rings: key,
    },
  };
}

function titleOf({ occasion, tasks, isOwn, personName, purpose }: Told): string {
  const count = tasks.length === 1 ? 'One task' : `${tasks.length} tasks`;
  const isStart = purpose === 'onboarding';
  const ofWhat = isOwn
    ? `your ${isStart ? 'start' : 'leaving'}`
    : `the ${isStart ? 'start' : 'leaving'} of ${personName}`;
  if (occasion === 'reminder') return `${count} still open for ${ofWhat}`;
  if (occasion === 'opened') return `${count} for ${ofWhat}`;
  const names = [...new Set(tasks.map(({ fromName }) => fromName))].filter(Boolean).join(', ');
  return `${count} for ${ofWhat}, taken over${names ? ` from ${names}` : ''}`;
}
