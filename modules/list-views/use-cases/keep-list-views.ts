import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { invalidInput } from '../../../domain/errors';
import type { AddListView, EditListView, ListView } from '../../../domain/wire/list-views';
import type { Database, Transaction } from '../../../platform/database/database';
import { findListView, listViewsOf } from '../queries';

/** As many views as a list has room for. */
const MOST_VIEWS = 30;

/** Two changes of one person's views wait for one another here. */
const lock = (tx: Transaction, { id }: Principal) =>
  tx.query('SELECT 1 FROM employee WHERE id = $1 FOR NO KEY UPDATE', [id]);

/**
 * Saves a list as it is arranged, for oneself.
 * @throws DomainError invalid-input (a name one has already, or too many)
 */
export async function addListView(
  db: Database,
  principal: Principal,
  wanted: AddListView,
): Promise<ListView> {
  const id = randomUUID();
  return db.transaction(async (tx) => {
    await lock(tx, principal);
    const others = await listViewsOf(tx, principal, wanted.list);
    refuseTaken(others, wanted.name);
    if (others.length >= MOST_VIEWS) {
      throw invalidInput([
        { path: 'name', message: `Delete one first: a list has ${MOST_VIEWS} views at most` },
      ]);
    }
    if (wanted.isDefault) dropDefault(tx, principal, wanted.list);
    tx.send(
      'INSERT INTO list_view (id, person_id, list, name, query, is_default) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, principal.id, wanted.list, wanted.name, wanted.query, wanted.isDefault],
    );
    return findListView(tx, principal, id);
  });
}

/**
 * Names a view anew, arranges it anew, or makes it what its list opens with.
 * @throws DomainError not-found (somebody else's too), invalid-input (a name one has already)
 */
export async function editListView(
  db: Database,
  principal: Principal,
  { id, change }: { id: string; change: EditListView },
): Promise<ListView> {
  return db.transaction(async (tx) => {
    await lock(tx, principal);
    const view = await findListView(tx, principal, id);
    const others = (await listViewsOf(tx, principal, view.list)).filter((one) => one.id !== id);
    if (change.name !== undefined) refuseTaken(others, change.name);
    if (change.isDefault) dropDefault(tx, principal, view.list);
    const { name, query, isDefault } = { ...view, ...change };
    tx.send('UPDATE list_view SET name = $2, query = $3, is_default = $4 WHERE id = $1', [
      ...[id, name, query, isDefault],
    ]);
    return findListView(tx, principal, id);
  });
}

/** Forgets a view. @throws DomainError not-found, also for one of somebody else */
export async function deleteListView(
  db: Database,
  principal: Principal,
  id: string,
): Promise<void> {
  await findListView(db, principal, id);
  await db.query('DELETE FROM list_view WHERE id = $1 AND person_id = $2', [id, principal.id]);
}

function refuseTaken(others: ListView[], name: string): void {
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase())) {
    throw invalidInput([{ path: 'name', message: 'You have a view of this name already' }]);
  }
}

function dropDefault(tx: Transaction, principal: Principal, list: string): void {
  tx.send(
    'UPDATE list_view SET is_default = false WHERE person_id = $1 AND list = $2 AND is_default',
    [principal.id, list],
  );
}
