import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { DomainError } from '../../domain/errors';
import type { Database, Queryable } from '../../platform/database/database';

/** A key as one person used it, with a fingerprint of what they asked for. */
interface Claim {
  employeeId: string;
  key: string;
  hash: string;
}

/** An answer as it was given, or is given again. */
export interface Answer {
  status: number;
  body: unknown;
}

/** Runs what creates something at most once per key. */
export interface Idempotency {
  /** The database whose first transaction of a request takes the request's key with it. */
  db: Database;
  /**
   * Runs `work` if the key is new and answers as the first time otherwise. A failure before anything was committed leaves
   * the key free; after it the key stays taken, since a second attempt would do it twice.
   * @throws DomainError idempotency-mismatch when the key was used for something else
   */
  once(claim: Claim, work: () => Promise<Answer>): Promise<Answer>;
}

interface Taken extends Claim {
  committed: boolean;
}

/** Somebody else's transaction took the key first. */
class KeyTaken extends Error {}

const ANSWER_POLL_MS = 50;
const ANSWER_POLLS = 40;

/**
 * The key is written by the very transaction that creates the record. So a crash at any point leaves both or neither,
 * and a second attempt on another process waits inside PostgreSQL until the first is decided.
 */
export function createIdempotency(db: Database): Idempotency {
  const current = new AsyncLocalStorage<Taken>();
  const running = new Map<string, Promise<unknown>>();

  const claimingDb: Database = {
    ...db,
    async transaction(work) {
      const claim = current.getStore();
      if (!claim || claim.committed) return db.transaction(work);
      const result = await db.transaction(async (tx) => {
        await take(tx, claim);
        return work(tx);
      });
      claim.committed = true;
      return result;
    },
  };

  const attempt = async (claim: Claim, work: () => Promise<Answer>): Promise<Answer> => {
    const earlier = await earlierAnswer(db, claim);
    if (earlier) return earlier;
    const taken: Taken = { ...claim, committed: false };
    try {
      const answer = await current.run(taken, work);
      // What is committed is told, even if the answer cannot be kept: a second attempt hears that it was carried out.
      await keepAnswer(db, claim, answer).catch(() => undefined);
      return answer;
    } catch (error) {
      if (taken.committed) throw error;
      // A twin on another process may have been the one: its record is what this attempt stumbled over.
      const twins = await earlierAnswer(db, claim);
      if (twins) return twins;
      throw error instanceof KeyTaken ? outcomeUnknown() : error;
    }
  };

  return {
    db: claimingDb,
    async once(claim, work) {
      const name = `${claim.employeeId} ${claim.key}`;
      // Twins on this process wait here, without each holding a database connection.
      while (running.has(name)) await running.get(name);
      const answer = attempt(claim, work);
      running.set(
        name,
        answer.catch(() => undefined),
      );
      try {
        return await answer;
      } finally {
        running.delete(name);
      }
    },
  };
}

/** The fingerprint of a request: the order of an object's members does not matter. */
export function requestHash(method: string, path: string, body: unknown): string {
  const text = JSON.stringify([method, path, body ?? null], (_name, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(text).digest('hex');
}

async function take(tx: Queryable, claim: Claim): Promise<void> {
  const rows = await tx.query(
    `INSERT INTO idempotency_key (employee_id, key, request_hash) VALUES ($1, $2, $3)
     ON CONFLICT DO NOTHING RETURNING key`,
    [claim.employeeId, claim.key, claim.hash],
  );
  if (rows.length === 0) throw new KeyTaken();
}

async function keepAnswer(db: Queryable, claim: Claim, answer: Answer): Promise<void> {
  await db.query(
    `INSERT INTO idempotency_key (employee_id, key, request_hash, status, body) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (employee_id, key) DO UPDATE SET status = excluded.status, body = excluded.body`,
    [claim.employeeId, claim.key, claim.hash, answer.status, JSON.stringify(answer.body ?? null)],
  );
}

/** The answer the key has, waiting a moment for one whose record is there already; undefined for a new key. */
async function earlierAnswer(db: Queryable, claim: Claim): Promise<Answer | undefined> {
  for (let poll = 0; poll < ANSWER_POLLS; poll++) {
    const rows = await db.query<{ hash: string; status: number | null; body: unknown }>(
      'SELECT request_hash AS hash, status, body FROM idempotency_key WHERE employee_id = $1 AND key = $2',
      [claim.employeeId, claim.key],
    );
    const row = rows[0];
    if (!row) return undefined;
    if (row.hash !== claim.hash) {
      throw new DomainError(
        'idempotency-mismatch',
        'This Idempotency-Key was used for another request. Use a new key.',
      );
    }
    if (row.status !== null) return { status: row.status, body: row.body };
    await pause(ANSWER_POLL_MS);
  }
  throw outcomeUnknown();
}

function outcomeUnknown(): DomainError {
  return new DomainError(
    'conflict',
    'This request was carried out before, but its answer was lost. The record is in the list.',
  );
}
