import type { ApprovalEvent } from '../../domain/wire/approvals';
import {
  approvalChanges,
  recentApprovalRevisions,
  type ApprovalChange,
} from '../../modules/notifications/approval-changes';
import type { ApiDeps } from '../deps';
import { createBatcher } from './batcher';
import type { Connection, Connections } from './connections';

/** A decision moves a request two or three times within moments: a page reads it again once. */
const GATHER_MS = 40;
/** Telling three pages of a change costs about what answering a click costs: in a crowd the clicks come first. */
const CROWD = { size: 6, longestMs: 1_500 };
/** Hundreds told in one turn of the event loop would make everybody else wait for a tenth of a second. */
const TOLD_EACH_TURN = 5;
const LOOK_BACK_SECONDS = 5;

/** Tells the pages of those concerned that an approval moved. */
interface ApprovalEvents {
  /** A hint that this request has changed. */
  wake(approvalId: string): void;
  /** Finds what changed lately and has not been told at its present revision. */
  sweep(): Promise<void>;
  stop(): void;
}

/**
 * Socket event `approval`, read from the rows after the commit. Hints are gathered for a moment and read in one
 * statement, so a burst of hundreds a second costs a bounded number of queries; a lost hint costs a second.
 */
export function createApprovalEvents(deps: ApiDeps, connections: Connections): ApprovalEvents {
  const { db, logger } = deps;
  /** The last revision this process has told, of requests that changed lately. */
  const told = new Map<string, number>();
  const tell = async (approvalIds: string[]) => {
    if (connections.userIds().length === 0) return;
    let count = 0;
    for (const change of await approvalChanges(db, approvalIds)) {
      if (++count % TOLD_EACH_TURN === 0) await new Promise(setImmediate);
      told.set(change.id, change.revision);
      const { id, status, step } = change;
      const event: ApprovalEvent = { id, status, step };
      for (const { socket } of audience(connections, change)) socket.emit('approval', event);
    }
  };
  const batcher = createBatcher({
    delayMs: GATHER_MS,
    crowd: CROWD,
    work: tell,
    onError: (error) => logger.warn({ err: error }, 'approval events could not be told'),
  });
  return {
    wake: (approvalId) => batcher.add([approvalId]),
    async sweep() {
      if (connections.userIds().length === 0) return;
      const recent = await recentApprovalRevisions(db, LOOK_BACK_SECONDS);
      const untold = recent.filter(({ id, revision }) => revision > (told.get(id) ?? 0));
      batcher.add(untold.map(({ id }) => id));
      forget(told, new Set(recent.map(({ id }) => id)));
    },
    stop: batcher.stop,
  };
}

/** Admins follow every request; a page is told once even if it is there for two reasons. */
function audience(connections: Connections, change: ApprovalChange): Set<Connection> {
  return new Set([
    ...connections.admins(),
    ...change.concerned.flatMap((userId) => connections.of(userId)),
  ]);
}

/** What the next sweep cannot find needs no memory. */
function forget(told: Map<string, number>, recent: Set<string>): void {
  for (const id of told.keys()) if (!recent.has(id)) told.delete(id);
}
