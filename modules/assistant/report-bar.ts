import type { Principal } from '../../domain/access/principal';
import { barredFrom, type Barred } from '../../domain/assistant/report-right';
import type { ToolCall } from '../../domain/assistant/tool';
import type { Queryable } from '../../platform/database/database';
import { principalOf } from '../auth/queries';
import { readSettings } from './settings';

/** Who owns a report, and what keeps it from being mailed to them. */
export interface OwnerNow {
  /** Null once they are deactivated. */
  owner: Principal | null;
  barred: Barred | null;
}

/** The owner of a report as they are now, and what keeps it from being mailed to them. */
export async function ownerNow(
  db: Queryable,
  { ownerId, calls }: { ownerId: string; calls: ToolCall[] },
): Promise<OwnerNow> {
  const owner = await principalOf(db, ownerId);
  return { owner, barred: barredFrom({ owner, settings: await readSettings(db), calls }) };
}
