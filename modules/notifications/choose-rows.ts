import type { BellState } from '../../domain/wire/notifications';
import type { Database, Transaction } from '../../platform/database/database';
import type { Bus } from '../../platform/realtime/bus';
import { bellState, GROUP_OF } from './queries';

/** What changing rows needs. */
export type RowDeps = { db: Database; bus: Bus };

/** Rows of one person's bell: by id, all up to a seq, or all up to a seq that are about one thing. */
export interface RowChange {
  userId: string;
  ids?: string[];
  upTo?: number;
  group?: string;
}

/** SQL condition that row `n` is among those chosen; what is snoozed is not meant by "everything up to". */
export const CHOSEN = `n.user_id = $1 AND (n.id = ANY($2::uuid[]) OR n.seq <= $3::bigint AND
  CASE WHEN $4::text IS NULL THEN n.snoozed_until IS NULL OR n.snoozed_until <= now() ELSE ${GROUP_OF} = $4 END)`;

/**
 * Runs statements over the chosen rows and counts again. The stream's row comes first: it orders the changes of one bell,
 * and whoever gets a higher revision has counted later.
 * @param statements with CHOSEN in them; `more` are their parameters from $5 on
 */
export async function changeRows(
  tx: Transaction,
  { userId, ids, upTo, group }: RowChange,
  statements: string[],
  more: unknown[] = [],
): Promise<BellState> {
  tx.send('UPDATE notification_stream SET revision = revision + 1 WHERE user_id = $1', [userId]);
  for (const statement of statements) {
    tx.send(statement, [userId, ids ?? [], upTo ?? null, group ?? null, ...more]);
  }
  return bellState(tx, userId);
}
