import { DomainError, invalidInput } from '../../domain/errors';
import { workingDateFrom } from '../../domain/onboarding/due-dates';
import { templateRoles, type Purpose } from '../../domain/onboarding/vocabulary';
import type { Role } from '../../domain/roles';
import type {
  ChecklistPreview,
  ChecklistTemplateWire,
  PreviewChecklist,
} from '../../domain/wire/checklists';
import type { Queryable } from '../../platform/database/database';
import { workingHours } from '../calendars/queries';

type TemplateRow = Omit<ChecklistTemplateWire, 'retiredAt'> & { retiredAt: Date | null };

const TEMPLATE = `
  SELECT t.id, t.name, t.purpose, t.for_role AS "forRole", t.revision, t.retired_at AS "retiredAt",
    (SELECT json_build_object('id', d.id, 'name', d.name) FROM department d WHERE d.id = t.for_department_id) AS "forDepartment",
    (SELECT json_build_object('id', l.id, 'name', l.name) FROM location l WHERE l.id = t.for_location_id) AS "forLocation",
    (SELECT coalesce(json_agg(json_build_object('title', i.title, 'help', i.help, 'ownerRole', i.owner_role,
       'offsetDays', i.offset_days, 'blocking', i.blocking, 'wantsDocument', i.wants_document,
       'documentKind', i.document_kind) ORDER BY i.position), '[]')
     FROM checklist_item i WHERE i.template_id = t.id) AS items
  FROM checklist_template t`;

/**
 * All checklists with their items: those who join first, by name, the retired ones last. For HR and admins, which the
 * caller checks.
 */
export async function listTemplates(db: Queryable): Promise<ChecklistTemplateWire[]> {
  const rows = await db.query<TemplateRow>(
    `${TEMPLATE} ORDER BY t.retired_at IS NOT NULL, t.purpose DESC, t.name, t.id`,
  );
  return rows.map(present);
}

/** One checklist. @throws DomainError not-found */
export async function findTemplate(db: Queryable, id: string): Promise<ChecklistTemplateWire> {
  const [row] = await db.query<TemplateRow>(`${TEMPLATE} WHERE t.id = $1`, [id]);
  if (!row) throw new DomainError('not-found', 'There is no such checklist.');
  return present(row);
}

function present({ retiredAt, ...row }: TemplateRow): ChecklistTemplateWire {
  return { ...row, retiredAt: retiredAt?.toISOString() ?? null };
}

/**
 * When tasks would be due for somebody whose day zero is given, by the working days of a place: what starting would write.
 * @throws DomainError invalid-input (no such location)
 */
export async function previewDates(
  db: Queryable,
  { dayZero, locationId, offsets }: PreviewChecklist,
): Promise<ChecklistPreview> {
  const [place] = await db.query<{ zone: string }>(
    'SELECT zone FROM location WHERE CASE WHEN $1::uuid IS NULL THEN is_default ELSE id = $1 END',
    [locationId],
  );
  if (!place) {
    throw invalidInput([{ path: 'locationId', message: 'There is no such location' }]);
  }
  const hours = (await workingHours(db)).of({ zone: place.zone, locationId });
  return { dates: offsets.map((offset) => workingDateFrom(hours, dayZero, offset)) };
}

/** For whom a checklist is looked for. */
interface Wanted {
  purpose: Purpose;
  personId: string;
  roles: Role[];
  /** The one that was chosen; without it, the best default. */
  templateId?: string;
}

/**
 * The checklist somebody starts with: the one chosen, or the most particular default. One for their place and department
 * goes before one for either, that before one for a role alone; a nearer department before one above it.
 * @throws DomainError invalid-input (no default fits; no such checklist, or a retired one)
 */
export async function templateFor(db: Queryable, wanted: Wanted): Promise<string> {
  const { purpose, personId, roles, templateId } = wanted;
  const [found] = await db.query<{ id: string }>(
    `WITH RECURSIVE line AS (
       SELECT department_id AS id, 0 AS depth FROM employee WHERE id = $4
       UNION ALL
       SELECT d.parent_id, line.depth + 1 FROM line JOIN department d ON d.id = line.id WHERE d.parent_id IS NOT NULL
     ), place AS (
       SELECT coalesce(e.location_id, (SELECT id FROM location WHERE is_default)) AS id FROM employee e WHERE e.id = $4
     )
     SELECT t.id FROM checklist_template t CROSS JOIN place LEFT JOIN line ON line.id = t.for_department_id
     WHERE t.purpose = $1 AND t.retired_at IS NULL AND EXISTS (SELECT FROM checklist_item i WHERE i.template_id = t.id)
       AND CASE WHEN $2::uuid IS NOT NULL THEN t.id = $2
         ELSE num_nonnulls(t.for_role, t.for_department_id, t.for_location_id) > 0
           AND (t.for_role IS NULL OR t.for_role = ANY($3::text[]))
           AND (t.for_department_id IS NULL OR line.id IS NOT NULL)
           AND (t.for_location_id IS NULL OR t.for_location_id = place.id) END
     ORDER BY num_nonnulls(t.for_department_id, t.for_location_id) DESC, line.depth NULLS LAST,
       array_position($3::text[], t.for_role) NULLS LAST, t.name LIMIT 1`,
    [purpose, templateId ?? null, templateRoles(roles), personId],
  );
  if (found) return found.id;
  throw invalidInput([{ path: 'templateId', message: noTemplate(purpose, templateId) }]);
}

function noTemplate(purpose: Purpose, templateId: string | undefined): string {
  return templateId === undefined
    ? `No ${purpose} checklist is the default of this person's roles, department or location: choose one`
    : `There is no such ${purpose} checklist with tasks in it`;
}
