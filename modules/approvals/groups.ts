import type { Queryable } from '../../platform/database/database';
import { peopleByIds, type KnownPerson } from '../people/queries';

/** Everybody in any of these groups, by name, active or not. A group that does not exist has nobody in it. */
export async function membersOfGroups(db: Queryable, groupIds: string[]): Promise<KnownPerson[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT DISTINCT employee_id AS id FROM approval_group_member WHERE group_id = ANY($1::uuid[])`,
    [groupIds],
  );
  const people = await peopleByIds(
    db,
    rows.map(({ id }) => id),
  );
  return [...people.values()].sort(
    (a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id),
  );
}
