import { noticeOfRow, notices } from '../../domain/notifications/notices';
import { holdNotice } from '../../domain/notifications/quiet-hours';
import type { PushPayload } from '../../domain/wire/push';
import type { Clock } from '../../platform/clock/clock';
import type { Database } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import type { PushResult, PushSender } from '../../platform/web-push/push-sender';
import {
  dropPushes,
  forgetBrowser,
  postponePushes,
  takeDuePushes,
  type PushBatch,
  type TakenPush,
} from './push-queue';
import { dueTimes, quietPeople } from './queries-of-preferences';
import { noteDeliveries } from './use-cases/note-deliveries';

/** What the relay is built from; without a sender browsers are told nothing. */
interface PushRelayDeps {
  db: Database;
  clock: Clock;
  logger: Logger;
  sender: PushSender | null;
}

const SWEEP_MS = 500;
const MOST_ATTEMPTS = 8;
const FIRST_WAIT_MS = 2_000;
const LONGEST_TITLE = 200;

/** Tells browsers what is due, in as many processes as run it; a round at a time. */
export function startPushRelay(deps: PushRelayDeps): { stop(): Promise<void> } {
  if (!deps.sender) return { stop: () => Promise.resolve() };
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= sendDuePushes(deps)
      .catch((error: unknown) => deps.logger.warn({ err: error }, 'push: round failed'))
      .finally(() => (running = undefined));
  }, SWEEP_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}

/** One round: a push to each browser for which something is due. */
export async function sendDuePushes(deps: PushRelayDeps): Promise<void> {
  const batches = await takeDuePushes(deps.db);
  if (batches.length === 0) return;
  const quiet = await quietPeople(deps.db, {
    userIds: batches.map(({ userId }) => userId),
    now: deps.clock.now().getTime(),
  });
  const done = await Promise.allSettled(
    batches.map((batch) => sendBatch(deps, batch, quiet.get(batch.userId))),
  );
  const broken = done.find(({ status }) => status === 'rejected');
  if (broken?.status === 'rejected') throw broken.reason;
}

async function sendBatch(
  deps: PushRelayDeps,
  batch: PushBatch,
  quietUntil: number | undefined,
): Promise<void> {
  if (!batch.isSignedIn) return settle(deps, batch, batch.pushes, 'gone');
  const pointless = batch.pushes.filter(({ isPointless }) => isPointless);
  await dropPushes(deps.db, pointless);
  const news = batch.pushes.filter(({ isPointless }) => !isPointless);
  const now = quietUntil === undefined ? news : await holdBack(deps, news, quietUntil);
  if (now.length === 0 || !deps.sender) return;
  const urgency = now.some(({ type }) => isPressing(type)) ? 'high' : 'normal';
  const { tag } = payloadOf(now);
  const payload = JSON.stringify(payloadOf(now));
  const result = await deps.sender.send(batch, { payload, urgency, topic: topicOf(tag) });
  await settle(deps, batch, now, result);
}

/** Puts off what can wait until the quiet is over, or until it is due. @returns what breaks through */
async function holdBack(
  { db, clock }: PushRelayDeps,
  pushes: TakenPush[],
  until: number,
): Promise<TakenPush[]> {
  const due = await dueTimes(
    db,
    pushes.map(({ notificationId }) => notificationId),
  );
  const now = clock.now().getTime();
  const through: TakenPush[] = [];
  for (const push of pushes) {
    const hold = { until, due: due.get(push.notificationId), now };
    const held = holdNotice(noticeOfRow(push.type), hold);
    if (held === null) through.push(push);
    else await postponePushes(db, [push], { until: new Date(held), isAttempt: false });
  }
  return through;
}

async function settle(
  { db, logger, clock }: PushRelayDeps,
  { subscriptionId }: PushBatch,
  pushes: TakenPush[],
  result: PushResult,
): Promise<void> {
  const attempts = Math.max(...pushes.map((push) => push.attempts));
  if (result === 'later' && attempts < MOST_ATTEMPTS) {
    const until = new Date(clock.now().getTime() + FIRST_WAIT_MS * 2 ** (attempts - 1));
    await postponePushes(db, pushes, { until, isAttempt: true });
  } else {
    await dropPushes(db, pushes);
  }
  if (result === 'gone') await forgetBrowser(db, subscriptionId);
  if (result !== 'sent') logger.info({ subscriptionId, result, attempts }, 'push: not sent');
  const state = result === 'sent' ? 'pushed' : 'failed';
  const detail = result === 'sent' ? '' : result;
  await noteDeliveries(
    db,
    pushes.map(({ notificationId }) => ({ notificationId, channel: 'push', state, detail })),
  );
}

function isPressing(type: string): boolean {
  const notice = noticeOfRow(type);
  return notice === 'approval-request' || notices[notice].isUrgent === true;
}

/** One row says what it is; of more, how many there are. */
function payloadOf(pushes: TakenPush[]): PushPayload {
  const [first] = pushes;
  if (pushes.length === 1 && first) {
    const { title, link, notificationId: tag } = first;
    return { title: title.slice(0, LONGEST_TITLE), link, tag };
  }
  return { title: `${pushes.length} new notifications`, link: '/notifications', tag: 'bell' };
}

/** A push service takes 32 characters; the same push that is sent twice takes its own place. */
function topicOf(tag: string): string {
  return tag.replaceAll('-', '').slice(0, 32);
}
