import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import { LIST_SORTS, type SortColumn } from '../../domain/lists/sorting';
import type { Page, PersonRef } from '../../domain/wire/common';
import type { ProjectListQuery, ProjectRow, ProjectWire } from '../../domain/wire/records';
import type { ProjectMembersWire } from '../../domain/wire/timesheets';
import { containing } from '../../platform/database/containing';
import type { Queryable } from '../../platform/database/database';
import type { OrderKey } from '../../platform/database/list-order';
import { readListPage } from '../../platform/database/list-page';
import { handoverOf } from '../sales/queries-of-handovers';
import { visibleProjects } from './policy';
import { mayEditPlan, projectOfPlan } from './readiness-queries';

// The JSON is built by the database, so that a row arrives as it is shown.
const FIELDS = `p.id, p.code, p.name, p.customer, p.status, p.starts_on AS "startsOn",
    p.live_on AS "liveOn", json_build_object('id', d.id, 'name', d.name) AS department,
    json_build_object('id', m.id, 'name', m.name) AS manager`;

const FROM = `FROM project p JOIN department d ON d.id = p.department_id JOIN employee m ON m.id = p.manager_id`;

const ORDERS: Record<SortColumn<'projects'>, OrderKey> = {
  code: ['p.code', 'text'],
  name: ['left(p.name, 100)', 'text'],
  customer: ['left(p.customer, 100)', 'text'],
  starts: ['p.starts_on', 'date'],
};

/** The projects a person may see, by code unless sorted otherwise. */
export async function listProjects(
  db: Queryable,
  principal: Principal,
  query: ProjectListQuery,
): Promise<Page<ProjectRow>> {
  const parameters: unknown[] = [];
  const conditions = [visibleProjects(scope(principal, 'project'), parameters)];
  if (query.status) conditions.push(`p.status = $${parameters.push(query.status)}`);
  if (query.q) {
    const pattern = parameters.push(containing(query.q));
    conditions.push(
      `(p.code ILIKE $${pattern} OR p.name ILIKE $${pattern} OR p.customer ILIKE $${pattern})`,
    );
  }
  return readListPage(db, query, {
    ...{ orders: ORDERS, usual: LIST_SORTS.projects.usual, id: 'p.id' },
    ...{ fields: FIELDS, from: FROM, conditions, parameters },
    present: (row: ProjectRow) => row,
  });
}

/** One project with its people and go-lives. @throws DomainError not-found, also when it is not theirs to see */
export async function findProject(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<ProjectWire> {
  const parameters: unknown[] = [id];
  const visible = visibleProjects(scope(principal, 'project'), parameters);
  const [row] = await db.query<ProjectRow>(
    `SELECT ${FIELDS} ${FROM} WHERE p.id = $1 AND ${visible}`,
    parameters,
  );
  if (!row) throw new DomainError('not-found', 'There is no such project');
  const members = await db.query<PersonRef>(
    `SELECT e.id, e.name FROM project_member pm JOIN employee e ON e.id = pm.employee_id
     WHERE pm.project_id = $1 ORDER BY e.name, e.id`,
    [id],
  );
  const handover = await handoverOf(db, id);
  return { ...row, members, handover, goLives: await goLivesOf(db, id) };
}

async function goLivesOf(db: Queryable, projectId: string): Promise<ProjectWire['goLives']> {
  return db.query(
    `SELECT g.id, g.planned_on AS "plannedOn", g.notes, g.status,
       json_build_object('id', e.id, 'name', e.name) AS "requestedBy",
       (SELECT a.id FROM approval_request a WHERE a.subject_id = g.id AND a.kind = 'project-go-live'
        ORDER BY a.submitted_at DESC LIMIT 1) AS "approvalId",
       coalesce((SELECT json_agg(json_build_object('label', i.label, 'done', i.done) ORDER BY i.ordinal)
        FROM go_live_item i WHERE i.go_live_id = g.id), '[]') AS checklist
     FROM go_live g JOIN employee e ON e.id = g.requested_by
     WHERE g.project_id = $1 ORDER BY g.created_at DESC, g.id`,
    [projectId],
  );
}

/** Who is on a project, and as what. @throws DomainError not-found, also when it is not theirs to see */
export async function readMembers(
  db: Queryable,
  principal: Principal,
  projectId: string,
): Promise<ProjectMembersWire> {
  const project = await projectOfPlan(db, principal, projectId);
  const items = await db.query<ProjectMembersWire['items'][number]>(
    `SELECT e.id, e.name, m.role FROM project_member m JOIN employee e ON e.id = m.employee_id
     WHERE m.project_id = $1 ORDER BY e.name, e.id`,
    [projectId],
  );
  return { projectId, items, mayEdit: mayEditPlan(principal, project) };
}
