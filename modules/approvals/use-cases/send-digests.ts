import type { TimeLeft } from '../../../domain/calendars/say-time-left';
import { dueDigest } from '../../../domain/calendars/digest-time';
import type { Transaction } from '../../../platform/database/database';
import { workingHours } from '../../calendars/queries';
import { queueMail, type MailDraft, type MailProps } from '../../mail/use-cases/queue-mail';
import { peopleByIds, type KnownPerson } from '../../people/queries';
import { dueIn } from '../deadlines';
import type { ApprovalDeps } from '../deps';
import { labelOf } from '../kinds';

/** Requests a digest lists; the inbox has the rest. */
const LISTED = 25;

interface Reader {
  id: string;
  done: string | null;
}

interface WaitingTask {
  approverId: string;
  requestId: string;
  kind: string;
  title: string;
  requesterName: string;
  stepName: string;
  dueAt: Date | null;
}

/**
 * Queues one mail for everybody whose morning it is, with all that waits on them, soonest due first; nobody is mailed
 * about nothing. A day is done once for a person, whoever runs this how often: their row says which day that was, and
 * the mail's key has person and day in it.
 * @returns how many mails were queued
 */
export async function sendDigests(
  deps: Pick<ApprovalDeps, 'db' | 'clock' | 'bus'>,
): Promise<{ queued: number }> {
  return deps.db.transaction(async (tx) => {
    const now = deps.clock.now().getTime();
    const [readers, hours] = await Promise.all([lockReaders(tx), workingHours(tx)]);
    const people = await peopleByIds(
      tx,
      readers.map(({ id }) => id),
    );
    const mornings = readers.flatMap(({ id, done }) => {
      const person = people.get(id);
      if (!person?.digestAt) return [];
      const date = dueDigest(hours.of(person), { time: person.digestAt, done }, now);
      return date === null ? [] : [{ person, date }];
    });
    if (mornings.length === 0) return { queued: 0 };
    const waiting = await tasksOf(
      tx,
      mornings.map(({ person }) => person.id),
    );
    const mails = mornings.flatMap(({ person, date }): MailDraft[] => {
      const tasks = waiting.filter(({ approverId }) => approverId === person.id);
      if (tasks.length === 0) return [];
      const item = (task: WaitingTask) => itemOf(task, dueIn(hours, person, timesOf(task, now)));
      return [
        mailOf(person, { date, items: tasks.slice(0, LISTED).map(item), count: tasks.length }),
      ];
    });
    queueMail(deps, tx, mails);
    markDone(
      tx,
      mornings.map(({ person, date }) => ({ id: person.id, date })),
    );
    return { queued: mails.length };
  });
}

/** Those who want digests and whom no other run is busy with. */
function lockReaders(tx: Transaction): Promise<Reader[]> {
  return tx.query<Reader>(
    `SELECT id, digest_sent_on AS done FROM employee WHERE active AND digest_at IS NOT NULL
     ORDER BY id FOR NO KEY UPDATE SKIP LOCKED`,
  );
}

function tasksOf(tx: Transaction, approvers: string[]): Promise<WaitingTask[]> {
  return tx.query<WaitingTask>(
    `SELECT t.approver_id AS "approverId", r.id AS "requestId", r.kind, r.title, q.name AS "requesterName",
       s.name AS "stepName", s.due_at AS "dueAt"
     FROM approval_task t JOIN approval_step s ON s.id = t.step_id JOIN approval_request r ON r.id = t.request_id
     JOIN employee q ON q.id = r.requester_id
     WHERE t.status = 'open' AND r.status = 'pending' AND s.status = 'open' AND t.approver_id = ANY($1::uuid[])
     ORDER BY s.due_at NULLS LAST, r.submitted_at, r.id`,
    [approvers],
  );
}

function timesOf({ dueAt }: WaitingTask, now: number) {
  return { due: dueAt?.getTime() ?? null, now };
}

type Item = MailProps<'approval-digest'>['items'][number];

function itemOf(task: WaitingTask, left: TimeLeft | null): Item {
  const { requestId, requesterName, title, stepName, dueAt } = task;
  return {
    ...{ requestId, requesterName, title, stepName },
    kindLabel: labelOf(task.kind),
    dueAt: dueAt?.toISOString() ?? null,
    dueIn: left,
  };
}

function mailOf(
  person: KnownPerson,
  { date, items, count }: { date: string; items: Item[]; count: number },
): MailDraft {
  return {
    template: 'approval-digest',
    to: { userId: person.id, address: person.email },
    messageKey: `digest.${person.id}.${date}`,
    props: { items, more: count - items.length },
  };
}

function markDone(tx: Transaction, mornings: { id: string; date: string }[]): void {
  tx.send(
    `UPDATE employee e SET digest_sent_on = d.date
     FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, date date) WHERE e.id = d.id`,
    [JSON.stringify(mornings)],
  );
}
