import type { Database } from '../../platform/database/database';
import type { Logger } from '../../platform/logger/logger';
import { appendAnchor, readAnchors } from './anchors';
import { sealNext, type Head } from './seal-store';

const PASS_EVERY_MS = 1_000;
const ANCHOR_EVERY_MS = 60_000;

/** What the sealer is built from. */
interface SealerDeps {
  db: Database;
  logger: Logger;
  /** Where heads are noted outside the database; without one they are not. */
  anchorFile?: string;
}

/** A running sealer. */
interface AuditSealer {
  /** Seals what is committed by now and anchors the head. */
  stop(): Promise<void>;
}

/**
 * Seals the audit trail behind its writers: each second the rows that were committed since, in one chain, whichever of
 * the processes that run this has the turn. Writers never wait for it. See docs/decisions/0054.
 */
export function startAuditSealer(deps: SealerDeps): AuditSealer {
  const anchorHead = anchoring(deps);
  let from = 0;
  let running: Promise<Head | undefined> | undefined;

  async function pass(): Promise<Head | undefined> {
    let head: Head | undefined;
    for (;;) {
      const done = await deps.db.transaction((tx) => sealNext(tx, from));
      if (!done) return head;
      head = done.head;
      if (done.more) continue;
      from = done.horizon;
      return head;
    }
  }

  function turn(): Promise<Head | undefined> {
    running ??= pass()
      .catch((error: unknown) => {
        deps.logger.warn({ err: error }, 'audit sealer: cannot work now');
        return undefined;
      })
      .finally(() => (running = undefined));
    return running;
  }

  const timer = setInterval(() => void turn().then((head) => anchorHead(head)), PASS_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await running;
      anchorHead(await turn(), { now: true });
    },
  };
}

/** Notes a head that has grown, at most once a minute; complains of one that stays behind what was noted. */
function anchoring({ logger, anchorFile }: SealerDeps) {
  let next = 0;
  let wasBehind = false;
  return (head: Head | undefined, { now } = { now: false }): void => {
    if (!anchorFile || !head || head.position === 0) return;
    if (!now && Date.now() < next) return;
    next = Date.now() + ANCHOR_EVERY_MS;
    try {
      const anchored = noteHead(anchorFile, head);
      const isBehind = head.position < anchored;
      // Once may only mean that another worker has sealed and anchored meanwhile.
      if (isBehind && wasBehind) {
        const message = 'the audit chain is shorter than its anchor: run audit:verify';
        logger.error({ head: head.position, anchored }, message);
      }
      wasBehind = isBehind;
    } catch (error) {
      logger.error({ err: error }, 'the audit chain could not be anchored');
    }
  };
}

/** Appends the head if it has grown; returns the position that was anchored before. */
function noteHead(file: string, { position, hash }: Head): number {
  const last = readAnchors(file).at(-1)?.position ?? 0;
  if (position > last) {
    appendAnchor(file, { at: new Date().toISOString(), position, hash: hash.toString('hex') });
  }
  return last;
}
