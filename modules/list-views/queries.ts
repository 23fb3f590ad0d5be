import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import type { ListName } from '../../domain/lists/columns';
import type { ListView } from '../../domain/wire/list-views';
import type { Queryable } from '../../platform/database/database';

type Row = Omit<ListView, 'createdAt'> & { createdAt: Date };

const SELECT = `SELECT v.id, v.list, v.name, v.query, v.is_default AS "isDefault", v.created_at AS "createdAt"
  FROM list_view v`;

const present = ({ createdAt, ...view }: Row): ListView => ({
  ...view,
  createdAt: createdAt.toISOString(),
});

/** Somebody's own views of a list, by name. */
export async function listViewsOf(
  db: Queryable,
  principal: Principal,
  list: ListName,
): Promise<ListView[]> {
  const rows = await db.query<Row>(
    `${SELECT} WHERE v.person_id = $1 AND v.list = $2 ORDER BY lower(v.name)`,
    [principal.id, list],
  );
  return rows.map(present);
}

/** One of somebody's own views. @throws DomainError not-found, also for one of somebody else */
export async function findListView(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<ListView> {
  const [row] = await db.query<Row>(`${SELECT} WHERE v.id = $1 AND v.person_id = $2`, [
    id,
    principal.id,
  ]);
  if (!row) throw new DomainError('not-found', 'There is no such view.');
  return present(row);
}
