import { noticeOfMail } from '../../domain/notifications/notices';
import { holdNotice, quietUntil } from '../../domain/notifications/quiet-hours';
import type { Clock } from '../../platform/clock/clock';
import type { Config } from '../../platform/config/config';
import type { Database } from '../../platform/database/database';
import { jsonRows } from '../../platform/database/json-rows';
import type { Logger } from '../../platform/logger/logger';
import {
  createMailer,
  PARALLEL_MAILS,
  type MailFailure,
  type Mailer,
} from '../../platform/mailer/mailer';
import type { Bus } from '../../platform/realtime/bus';
import { createEmailLinkTokens, type EmailLinkTokens } from '../../platform/tokens/email-link';
import { createReplyAddresses, type ReplyAddresses } from '../../platform/tokens/reply-address';
import { cacheMailSettings, type MailSettings } from './mail-settings';
import { COMPOSING_COLUMNS, composeMail, type MailToCompose } from './compose-mail';

/** What the relay is built from. */
interface MailRelayDeps {
  db: Database;
  config: Config;
  logger: Logger;
  bus: Bus;
  clock: Clock;
}

/** A running relay. */
export interface MailRelay {
  /** Takes no new mail, waits for those in flight (at most some 25 seconds), closes the connections. */
  stop(): Promise<void>;
}

interface TakenMail extends MailToCompose {
  id: string;
  attempts: number;
  ageSeconds: number;
  quietFrom: string | null;
  quietTo: string | null;
  quietDays: number[] | null;
}

/** Mails a lane takes at once. Two lanes, so that one slow server answer does not hold up the rest. */
const BATCH = PARALLEL_MAILS;
const LANES = 2;
const SWEEP_MS = 1000;
const PROBE_MS = 2000;
/** Longer than one delivery can take: afterwards whoever took the mail is dead, and another may. */
const LEASE = '40 seconds';

const GIVE_UP_SECONDS = 3 * 86_400;
const YOUNG_SECONDS = 3600;
const FIRST_WAIT_SECONDS = 1;
const LONGEST_WAIT_SECONDS = 300;
const LONGEST_WAIT_WHILE_YOUNG_SECONDS = 30;

/**
 * Delivers what is queued, in as many processes as run it: a mail is leased row by row, so each is sent by one of them,
 * and one whose sender died is sent again, under the same Message-ID and with the same links.
 * Nothing waits for it: whoever queues a mail only writes a row.
 */
export function startMailRelay(deps: MailRelayDeps): MailRelay {
  const mailer = createMailer(deps.config);
  const tokens = createEmailLinkTokens(deps.config);
  const replies = createReplyAddresses(deps.config);
  const cache = cacheMailSettings(deps);
  const outage = watchOutage(deps, mailer);
  const lanes = new Set<Promise<void>>();
  let stopping = false;
  let hinted = false;

  // A lane that finds a full batch opens the next one, so an idle relay asks once and a busy one sends in parallel.
  function openLane(): void {
    if (stopping || lanes.size >= LANES) return;
    const lane: Promise<void> = work()
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'mail relay: cannot work now'))
      .finally(() => lanes.delete(lane));
    lanes.add(lane);
  }

  async function work(): Promise<void> {
    let isFull: boolean;
    do {
      hinted = false;
      const settings = await cache.current();
      const batch = await takeDue(deps.db);
      isFull = batch.length === BATCH;
      if (isFull) openLane();
      const failures = await deliverBatch({ ...deps, tokens, replies, settings, mailer }, batch);
      if (failures.some(({ kind }) => kind === 'unreachable')) outage.began();
    } while (!stopping && (isFull || hinted));
  }

  const sweep = setInterval(() => void outage.end().finally(openLane), SWEEP_MS);
  const unsubscribe = deps.bus.subscribe(({ topic }) => {
    if (topic !== 'mail') return;
    hinted = true;
    openLane();
  });
  openLane();

  return {
    async stop() {
      stopping = true;
      clearInterval(sweep);
      unsubscribe();
      cache.stop();
      await Promise.all(lanes);
      mailer.close();
    },
  };
}

/** While no server answers, asks for one every other second, and then lets everything that waited for it go at once. */
function watchOutage(deps: Pick<MailRelayDeps, 'db' | 'logger'>, mailer: Mailer) {
  let down = false;
  let nextProbe = 0;
  return {
    began() {
      down = true;
    },
    async end(): Promise<void> {
      if (!down || Date.now() < nextProbe) return;
      nextProbe = Infinity;
      try {
        if (!(await mailer.isUp())) return;
        await deps.db.query(
          `UPDATE mail SET next_attempt_at = now() WHERE status = 'retrying' AND last_error LIKE 'unreachable:%'`,
        );
        down = false;
      } catch (error) {
        deps.logger.warn({ err: error }, 'mail relay: cannot release what waited');
      } finally {
        nextProbe = Date.now() + PROBE_MS;
      }
    },
  };
}

type DeliveryDeps = MailRelayDeps & {
  tokens: EmailLinkTokens;
  replies: ReplyAddresses;
  settings: MailSettings;
  mailer: Mailer;
};

/** What became of one mail; a failure has been written already. */
type Delivered =
  | { id: string; status: 'sent' | 'skipped'; subject: string | null }
  | { failure: MailFailure }
  | { heldUntil: number };

/** Sends a batch and notes in one statement what is done; answers the failures. */
async function deliverBatch(deps: DeliveryDeps, batch: TakenMail[]): Promise<MailFailure[]> {
  const attempts = await Promise.allSettled(batch.map((mail) => deliver(deps, mail)));
  const results = attempts.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
  const done = results.filter((result) => 'id' in result);
  if (done.length > 0) await settle(deps.db, done);
  // What the database kept one mail from is tried again once its lease is over; the others are not sent twice for it.
  const broken = attempts.find((it) => it.status === 'rejected');
  if (broken) throw broken.reason;
  return results.flatMap((result) => ('failure' in result ? [result.failure] : []));
}

async function deliver(deps: DeliveryDeps, mail: TakenMail): Promise<Delivered> {
  const heldUntil = quietEnd(mail, deps.clock.now().getTime());
  if (heldUntil !== null) {
    await hold(deps.db, mail, heldUntil);
    return { heldUntil };
  }
  const composed = await composeMail(deps, mail);
  if (composed.state === 'pointless') return { id: mail.id, status: 'skipped', subject: null };
  const subject = composed.state === 'ready' ? composed.outgoing.subject : null;
  const failure: MailFailure | null =
    composed.state === 'ready'
      ? await deps.mailer.send(composed.outgoing)
      : { kind: 'refused', reason: `cannot be rendered (${composed.reason})` };
  if (!failure) return { id: mail.id, status: 'sent', subject };
  const facts = { mailId: mail.id, kind: failure.kind, attempts: mail.attempts };
  deps.logger.warn(facts, 'mail relay: not sent');
  await postpone(deps.db, mail, { ...failure, subject });
  return { failure };
}

/** Until when a mail waits for its recipient's quiet hours to end; null when it need not. */
function quietEnd(mail: TakenMail, now: number): number | null {
  const notice = noticeOfMail(mail.template);
  const { quietFrom: from, quietTo: to, quietDays: days } = mail;
  if (!notice || !from || !to || !days) return null;
  const until = quietUntil({ from, to, days }, mail.zone ?? 'UTC', now);
  const { dueAt } = mail.props as { dueAt?: string | null };
  return until && holdNotice(notice, { until, due: dueAt ? Date.parse(dueAt) : null, now });
}

/** Being held is no attempt. */
async function hold(db: Database, mail: TakenMail, until: number): Promise<void> {
  await db.query(
    'UPDATE mail SET next_attempt_at = $2, attempts = greatest(attempts - 1, 0) WHERE id = $1',
    [mail.id, new Date(until)],
  );
}

async function takeDue(db: Database): Promise<TakenMail[]> {
  return db.query<TakenMail>(
    `WITH m AS (
       UPDATE mail SET next_attempt_at = now() + interval '${LEASE}', attempts = attempts + 1
       WHERE id IN (
         SELECT id FROM mail WHERE status IN ('queued', 'retrying') AND next_attempt_at <= now()
         ORDER BY next_attempt_at LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING *)
     SELECT m.id, m.attempts, extract(epoch FROM now() - m.created_at)::float8 AS "ageSeconds", ${COMPOSING_COLUMNS},
       q.starts_at AS "quietFrom", q.ends_at AS "quietTo", q.days AS "quietDays"
     FROM m LEFT JOIN employee p ON p.id = m.to_user_id LEFT JOIN approval_request r ON r.id = m.approval_id
     LEFT JOIN notification_quiet_hours q ON q.user_id = m.to_user_id
     ORDER BY m.created_at, m.id`,
    [BATCH],
  );
}

/** Adds to the delivery log of the bell rows that the mails of `done` belong to. */
function noteOf(state: string, detail: string): string {
  return `INSERT INTO notification_delivery (notification_id, channel, state, detail)
    SELECT n.id, 'mail', ${state}, ${detail} FROM done
    JOIN notification n ON n.user_id = done.to_user_id AND n.dedupe_key = done.notification_key
    ON CONFLICT DO NOTHING`;
}

async function settle(
  db: Database,
  done: { id: string; status: 'sent' | 'skipped'; subject: string | null }[],
): Promise<void> {
  await db.query(
    `WITH done AS (
       UPDATE mail SET status = d.status, subject = coalesce(d.subject, mail.subject), last_error = NULL,
         sent_at = CASE d.status WHEN 'sent' THEN clock_timestamp() END
       FROM ${jsonRows('$1', 'id uuid, status text, subject text')} AS d WHERE mail.id = d.id
       RETURNING mail.to_user_id, mail.notification_key, mail.status)
     ${noteOf(`CASE done.status WHEN 'sent' THEN 'mailed' ELSE 'failed' END`, `CASE done.status WHEN 'sent' THEN '' ELSE 'not-needed' END`)}`,
    [JSON.stringify(done)],
  );
}

async function postpone(
  db: Database,
  mail: TakenMail,
  failure: MailFailure & { subject: string | null },
): Promise<void> {
  const over = failure.kind === 'refused' || mail.ageSeconds > GIVE_UP_SECONDS;
  await db.query(
    `WITH done AS (
       UPDATE mail SET status = $2, last_error = $3, subject = coalesce($4, subject),
         next_attempt_at = clock_timestamp() + make_interval(secs => $5::float8) WHERE id = $1
       RETURNING to_user_id, notification_key)
     ${noteOf(`'failed'`, '$6::text')}`,
    [
      mail.id,
      over ? 'failed' : 'retrying',
      `${failure.kind}: ${failure.reason}`,
      failure.subject,
      waitSeconds(mail, Math.random()),
      over && failure.kind !== 'refused' ? 'given-up' : failure.kind,
    ],
  );
}

/**
 * Seconds until the next attempt: doubling from one second, with a fifth of chance either way, so that mails that failed
 * together do not come back together. A young mail never waits long: its server may be back any moment.
 */
export function waitSeconds(
  mail: { attempts: number; ageSeconds: number },
  chance: number,
): number {
  const longest =
    mail.ageSeconds < YOUNG_SECONDS ? LONGEST_WAIT_WHILE_YOUNG_SECONDS : LONGEST_WAIT_SECONDS;
  const doubled = FIRST_WAIT_SECONDS * 2 ** Math.min(mail.attempts - 1, 20);
  return Math.min(doubled, longest) * (0.8 + 0.4 * chance);
}
