import { requireHumanResources } from '../../../domain/access/human-resources';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type { LeaveBlockWire, SetLeaveBlock } from '../../../domain/wire/leave-blocks';
import {
  violatedConstraint,
  type Database,
  type Queryable,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findLeaveBlock, keepsAllBlocks } from '../block-queries';

interface Deps {
  db: Database;
}

const noSuchBlock = () => new DomainError('not-found', 'There are no such block dates');

/**
 * Names days on which leave is refused or warned of. Leave that was asked for before stays.
 * @throws DomainError forbidden (a head, for another department than their own), invalid-input (department, place, types)
 */
export async function addLeaveBlock(
  { db }: Deps,
  principal: Principal,
  wanted: SetLeaveBlock,
): Promise<LeaveBlockWire> {
  return writing(db, principal, async (tx) => {
    refuseForeign(principal, wanted.departmentId);
    await requireTypes(tx, wanted.types);
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO leave_block (name, from_on, to_on, department_id, location_id, types, effect, reason, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`,
      [...columnsOf(wanted), principal.id],
    );
    if (!row) throw new Error('the block was not written');
    return { id: row.id, action: 'leave-block.added', details: { ...wanted } };
  });
}

/** Replaces what block dates say. @throws DomainError not-found, forbidden, invalid-input */
export async function editLeaveBlock(
  { db }: Deps,
  principal: Principal,
  { id, wanted }: { id: string; wanted: SetLeaveBlock },
): Promise<LeaveBlockWire> {
  return writing(db, principal, async (tx) => {
    await requireKept(tx, principal, id);
    refuseForeign(principal, wanted.departmentId);
    await requireTypes(tx, wanted.types);
    await tx.query(
      `UPDATE leave_block SET name = $2, from_on = $3, to_on = $4, department_id = $5, location_id = $6, types = $7,
         effect = $8, reason = $9 WHERE id = $1`,
      [id, ...columnsOf(wanted)],
    );
    return { id, action: 'leave-block.edited', details: { ...wanted } };
  });
}

/** Takes block dates away, with whom they let off. @throws DomainError not-found, forbidden */
export async function removeLeaveBlock(
  { db }: Deps,
  principal: Principal,
  id: string,
): Promise<{ removed: string }> {
  await db.transaction(async (tx) => {
    const { name, from, to } = await requireKept(tx, principal, id);
    await tx.query('DELETE FROM leave_block WHERE id = $1', [id]);
    audit(tx, principal, { id, action: 'leave-block.removed', details: { name, from, to } });
  });
  return { removed: id };
}

/**
 * Lets somebody take leave on blocked days all the same, with a reason that is kept.
 * @throws DomainError forbidden (not HR, or oneself), not-found (no such block dates, or nobody)
 */
export async function letOff(
  { db }: Deps,
  principal: Principal,
  { id, employeeId, reason }: { id: string; employeeId: string; reason: string },
): Promise<LeaveBlockWire> {
  requireHumanResources(principal);
  if (employeeId === principal.id)
    throw new DomainError('forbidden', 'Somebody else must let you off.');
  return writing(db, principal, async (tx) => {
    await requireKept(tx, principal, id);
    const written = await tx.query(
      `INSERT INTO leave_block_exception (block_id, employee_id, reason, given_by)
       SELECT $1, id, $3, $4 FROM employee WHERE id = $2
       ON CONFLICT (block_id, employee_id) DO UPDATE SET reason = excluded.reason, given_by = excluded.given_by,
         given_at = now() RETURNING 1`,
      [id, employeeId, reason, principal.id],
    );
    if (written.length === 0) throw new DomainError('not-found', 'There is no such person.');
    return { id, action: 'leave-block.let-off', details: { employeeId, reason } };
  });
}

/** Takes back that somebody was let off; leave that was asked for stays. @throws DomainError forbidden, not-found */
export async function takeBackLetOff(
  { db }: Deps,
  principal: Principal,
  { id, employeeId }: { id: string; employeeId: string },
): Promise<LeaveBlockWire> {
  requireHumanResources(principal);
  return writing(db, principal, async (tx) => {
    const gone = await tx.query(
      'DELETE FROM leave_block_exception WHERE block_id = $1 AND employee_id = $2 RETURNING 1',
      [id, employeeId],
    );
    if (gone.length === 0) throw new DomainError('not-found', 'This person is not let off');
    return { id, action: 'leave-block.let-off-taken-back', details: { employeeId } };
  });
}

function columnsOf({ name, from, to, departmentId, locationId, types, ...rest }: SetLeaveBlock) {
  const { effect, reason } = rest;
  return [name, from, to, departmentId, locationId, [...new Set(types)], effect, reason];
}

/** Whether it is theirs to keep; what one does not even see is not there. */
async function requireKept(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<LeaveBlockWire> {
  const block = await findLeaveBlock(db, principal, id);
  if (!block) throw noSuchBlock();
  if (!block.mayChange)
    throw new DomainError('forbidden', 'These block dates are not yours to change.');
  return block;
}

function refuseForeign(principal: Principal, departmentId: string | null): void {
  if (keepsAllBlocks(principal)) return;
  if (departmentId !== null && principal.headsDepartmentIds.includes(departmentId)) return;
  const message = 'Heads name block dates of their own department; HR names all others.';
  throw new DomainError('forbidden', message);
}

async function requireTypes(db: Queryable, types: string[]): Promise<void> {
  const [unknown] = await db.query<{ code: string }>(
    'SELECT code FROM unnest($1::text[]) AS code WHERE code NOT IN (SELECT code FROM leave_type)',
    [types],
  );
  if (!unknown) return;
  const message = `There is no type of leave called “${unknown.code}”`;
  throw invalidInput([{ path: 'types', message }]);
}

interface Change {
  id: string;
  action: string;
  details: Record<string, unknown>;
}

/** Runs a change with its audit row and answers the block as it is then. */
async function writing(
  db: Database,
  principal: Principal,
  change: (tx: Transaction) => Promise<Change>,
): Promise<LeaveBlockWire> {
  try {
    return await db.transaction(async (tx) => {
      const done = await change(tx);
      audit(tx, principal, done);
      const block = await findLeaveBlock(tx, principal, done.id);
      if (!block) throw noSuchBlock();
      return block;
    });
  } catch (error) {
    const problem = PROBLEMS[violatedConstraint(error) ?? ''];
    throw problem ? invalidInput([problem]) : error;
  }
}

const PROBLEMS: Record<string, { path: string; message: string } | undefined> = {
  leave_block_department_id_fkey: {
    path: 'departmentId',
    message: 'There is no such department',
  },
  leave_block_location_id_fkey: { path: 'locationId', message: 'There is no such place' },
};

function audit(tx: Transaction, principal: Principal, { id, action, details }: Change): void {
  const entry = { actorId: principal.id, action, channel: 'app', subjectType: 'leave-block' };
  recordAudit(tx, [{ ...entry, subjectId: id, details }]);
}
