import { costMoney, costOf, type TokenPrices } from '../../domain/assistant/cost';
import type { Principal } from '../../domain/access/principal';
import { dateIn } from '../../domain/dates/today';
import { DomainError } from '../../domain/errors';
import { toMoneyWire } from '../../domain/money/money';
import type { AssistantUsage } from '../../domain/wire/assistant-threads';
import type { Page } from '../../domain/wire/common';
import type { Config } from '../../platform/config/config';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable, Transaction } from '../../platform/database/database';
import type { TokenUse } from '../../platform/llm/language-model';
import type { StoredSettings } from './settings';

const MINUTE_MS = 60_000;

/** The prices of the configuration; null where it has none. */
export function pricesOf(config: Config): TokenPrices | null {
  const { OPENAI_INPUT_PRICE: input, OPENAI_OUTPUT_PRICE: output } = config;
  if (input === undefined || output === undefined) return null;
  return { input, output, currency: config.OPENAI_PRICE_CURRENCY };
}

/** Tokens somebody has used on a day. */
export async function tokensOn(db: Queryable, personId: string, day: string): Promise<number> {
  const [row] = await db.query<{ tokens: string }>(
    'SELECT input_tokens + output_tokens AS tokens FROM assistant_usage WHERE person_id = $1 AND day = $2',
    [personId, day],
  );
  return Number(row?.tokens ?? 0);
}

/**
 * Lets a question in, counting those of the last minute. The caller's transaction holds the person's row.
 * @param of.now when it is asked
 * @throws DomainError rate-limited with the seconds to wait, or until the person's next day
 */
export async function requireWithinLimits(
  tx: Transaction,
  person: Pick<Principal, 'id' | 'zone'>,
  of: { settings: StoredSettings; now: Date; byModel: boolean },
): Promise<void> {
  const { questionsPerMinute, tokensPerDay } = of.settings;
  const [row] = await tx.query<{ asked: number; oldest: Date | null }>(
    `SELECT count(*)::int AS asked, min(recent.asked_at) AS oldest FROM (
       SELECT asked_at FROM assistant_message WHERE person_id = $1 AND asked_at > $2 ORDER BY asked_at DESC LIMIT $3
     ) recent`,
    [person.id, new Date(of.now.getTime() - MINUTE_MS), questionsPerMinute],
  );
  if (row!.asked >= questionsPerMinute) {
    const wait = row!.oldest!.getTime() + MINUTE_MS - of.now.getTime();
    throw new DomainError(
      'rate-limited',
      `You have asked ${questionsPerMinute} questions within a minute, which is the most. Wait a moment.`,
      { retryAfterSeconds: Math.max(1, Math.ceil(wait / 1000)) },
    );
  }
  if (!of.byModel) return;
  if ((await tokensOn(tx, person.id, dateIn(person.zone, of.now))) < tokensPerDay) return;
  throw new DomainError(
    'rate-limited',
    `You have used the ${tokensPerDay} tokens of today. Ask again tomorrow, or ask an admin for more.`,
  );
}

/** Adds questions, and what tokens cost, to somebody's day. */
export function addUsage(
  tx: Transaction,
  of: {
    personId: string;
    day: string;
    questions: number;
    use: TokenUse;
    prices: TokenPrices | null;
  },
): void {
  const cost = of.prices ? costOf(of.use, of.prices) : 0n;
  tx.send(
    `INSERT INTO assistant_usage AS u (person_id, day, questions, input_tokens, output_tokens, cost_units)
     VALUES ($1, $2, $6, $3, $4, $5)
     ON CONFLICT (person_id, day) DO UPDATE SET questions = u.questions + EXCLUDED.questions,
       input_tokens = u.input_tokens + EXCLUDED.input_tokens, output_tokens = u.output_tokens + EXCLUDED.output_tokens,
       cost_units = u.cost_units + EXCLUDED.cost_units`,
    [of.personId, of.day, of.use.input, of.use.output, cost.toString(), of.questions],
  );
}

interface UsageRow {
  day: string;
  personId: string;
  name: string;
  questions: number;
  inputTokens: string;
  outputTokens: string;
  units: string;
}

/** What each person used on each day, the newest first. For admins. @throws DomainError invalid-input (cursor) */
export async function usagePage(
  db: Queryable,
  query: { from?: string; to?: string; limit: number; cursor?: string },
  prices: TokenPrices | null,
): Promise<Page<AssistantUsage>> {
  const end = decodeCursor(query.cursor);
  const rows = await db.query<UsageRow>(
    `SELECT u.day, u.person_id AS "personId", e.name, u.questions, u.input_tokens AS "inputTokens",
       u.output_tokens AS "outputTokens", u.cost_units::text AS units
     FROM assistant_usage u JOIN employee e ON e.id = u.person_id
     WHERE u.day >= coalesce($1::date, '-infinity') AND u.day <= coalesce($2::date, 'infinity')
       AND ($3::text IS NULL OR (u.day::text, u.person_id) < ($3, $4::uuid))
     ORDER BY u.day::text DESC, u.person_id DESC LIMIT $5`,
    [query.from ?? null, query.to ?? null, end?.sortKey ?? null, end?.id ?? null, query.limit + 1],
  );
  return toPage(rows, query.limit, {
    position: ({ day, personId }) => ({ sortKey: day, id: personId }),
    present: ({ day, personId, name, questions, inputTokens, outputTokens, units }) => ({
      ...{ day, person: { id: personId, name }, questions },
      ...{ inputTokens: Number(inputTokens), outputTokens: Number(outputTokens) },
      cost: prices && toMoneyWire(costMoney(BigInt(units), prices.currency)),
    }),
  });
}
