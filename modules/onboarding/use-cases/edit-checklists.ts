import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import type {
  ChangeChecklist,
  ChecklistTemplateWire,
  NewChecklist,
} from '../../../domain/wire/checklists';
import {
  violatedConstraint,
  type Database,
  type Transaction,
} from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { findTemplate } from '../checklist-queries';

type Deps = { db: Database };
type Content = Omit<NewChecklist, 'purpose'>;

/** What the database refuses, as the field it is about. */
const REFUSALS: Record<string, { path: string; message: string }> = {
  checklist_template_name: { path: 'name', message: 'Another checklist has this name' },
  checklist_template_default: {
    path: 'forRole',
    message: 'Another checklist is the default of this role, department and location',
  },
  checklist_template_for_department_id_fkey: {
    path: 'forDepartmentId',
    message: 'There is no such department',
  },
  checklist_template_for_location_id_fkey: {
    path: 'forLocationId',
    message: 'There is no such location',
  },
};

/**
 * Writes a new checklist.
 * @throws DomainError invalid-input (a name that is taken, another default of the same people, unknown places)
 */
export async function createChecklist(
  deps: Deps,
  principal: Principal,
  wanted: NewChecklist,
): Promise<ChecklistTemplateWire> {
  const id = await saying(() =>
    deps.db.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        `INSERT INTO checklist_template (name, purpose, for_role, for_department_id, for_location_id)
         VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [
          ...[wanted.name, wanted.purpose],
          ...[wanted.forRole, wanted.forDepartmentId, wanted.forLocationId],
        ],
      );
      const { id } = row as { id: string };
      await writeItems(tx, id, wanted.items);
      note(tx, principal, { id, action: 'checklist-template.created' });
      return id;
    }),
  );
  return findTemplate(deps.db, id);
}

/**
 * Changes a checklist. Those who have started with it keep the tasks they have.
 * @throws DomainError not-found, conflict (retired, or changed since it was read), invalid-input as for a new one
 */
export async function changeChecklist(
  deps: Deps,
  principal: Principal,
  { id, wanted }: { id: string; wanted: ChangeChecklist },
): Promise<ChecklistTemplateWire> {
  await saying(() =>
    deps.db.transaction(async (tx) => {
      await requireLive(tx, { id, revision: wanted.revision });
      await tx.query(
        `UPDATE checklist_template SET name = $2, for_role = $3, for_department_id = $4, for_location_id = $5,
           revision = revision + 1 WHERE id = $1`,
        [id, wanted.name, wanted.forRole, wanted.forDepartmentId, wanted.forLocationId],
      );
      await tx.query('DELETE FROM checklist_item WHERE template_id = $1', [id]);
      await writeItems(tx, id, wanted.items);
      note(tx, principal, { id, action: 'checklist-template.changed' });
    }),
  );
  return findTemplate(deps.db, id);
}

/** Retires a checklist: nobody starts with it any more, and it is nobody's default. @throws DomainError not-found, conflict */
export async function retireChecklist(
  deps: Deps,
  principal: Principal,
  id: string,
): Promise<ChecklistTemplateWire> {
  await deps.db.transaction(async (tx) => {
    await requireLive(tx, { id });
    await tx.query(
      `UPDATE checklist_template SET retired_at = clock_timestamp(), revision = revision + 1 WHERE id = $1`,
      [id],
    );
    note(tx, principal, { id, action: 'checklist-template.retired' });
  });
  return findTemplate(deps.db, id);
}

async function requireLive(tx: Transaction, of: { id: string; revision?: number }): Promise<void> {
  const [row] = await tx.query<{ revision: number; isRetired: boolean }>(
    `SELECT revision, retired_at IS NOT NULL AS "isRetired" FROM checklist_template WHERE id = $1 FOR UPDATE`,
    [of.id],
  );
  if (!row) throw new DomainError('not-found', 'There is no such checklist.');
  if (row.isRetired) throw new DomainError('conflict', 'This checklist was retired: copy it.');
  if (of.revision !== undefined && of.revision !== row.revision) {
    const message = 'Somebody has changed this checklist since you opened it: open it again.';
    throw new DomainError('conflict', message);
  }
}

async function writeItems(tx: Transaction, id: string, items: Content['items']): Promise<void> {
  const rows = items.map((item, index) => ({ ...item, position: index + 1 }));
  await tx.query(
    `INSERT INTO checklist_item (template_id, position, title, help, owner_role, offset_days, blocking, wants_document,
       document_kind)
     SELECT $1, i.position, i.title, i.help, i."ownerRole", i."offsetDays", i.blocking, i."wantsDocument", i."documentKind"
     FROM jsonb_to_recordset($2::jsonb) AS i (position integer, title text, help text, "ownerRole" text,
       "offsetDays" integer, blocking boolean, "wantsDocument" boolean, "documentKind" text)`,
    [id, JSON.stringify(rows)],
  );
}

function note(tx: Transaction, { id: actorId }: Principal, of: { id: string; action: string }) {
  recordAudit(tx, [
    { actorId, action: of.action, subjectType: 'checklist-template', subjectId: of.id },
  ]);
}

async function saying<Answer>(write: () => Promise<Answer>): Promise<Answer> {
  try {
    return await write();
  } catch (error) {
    const refusal = REFUSALS[violatedConstraint(error) ?? ''];
    if (!refusal) throw error;
    throw invalidInput([refusal]);
  }
}
