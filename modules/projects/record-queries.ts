import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { DomainError } from '../../domain/errors';
import type { Page, PersonRef } from '../../domain/wire/common';
import type { ProjectListQuery, ProjectRow, ProjectWire } from '../../domain/wire/records';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import { containing } from '../../platform/database/containing';
import type { Queryable } from '../../platform/database/database';
import { handoverOf } from '../sales/handover-query';
import { visibleProjects } from './policy';

// The JSON is built by the database, so that a row arrives as it is shown.
const SELECT = `SELECT p.id, p.code, p.name, p.customer, p.status, p.starts_on AS "startsOn",
    p.live_on AS "liveOn", json_build_object('id', d.id, 'name', d.name) AS department,
    json_build_object('id', m.id, 'name', m.name) AS manager
  FROM project p JOIN department d ON d.id = p.department_id JOIN employee m ON m.id = p.manager_id`;

/** The projects a person may see, by code. */
export async function listProjects(
  db: Queryable,
  principal: Principal,
  query: ProjectListQuery,
): Promise<Page<ProjectRow>> {
  const after = decodeCursor(query.cursor, { sortKey: z.string().max(100) });
  const parameters: unknown[] = [];
  const conditions = [visibleProjects(scope(principal, 'project'), parameters)];
  if (query.status) conditions.push(`p.status = $${parameters.push(query.status)}`);
  if (query.q) {
    const pattern = parameters.push(containing(query.q));
    conditions.push(
      `(p.code ILIKE $${pattern} OR p.name ILIKE $${pattern} OR p.customer ILIKE $${pattern})`,
    );
  }
  if (after) conditions.push(`p.code > $${parameters.push(after.sortKey)}`);
  const rows = await db.query<ProjectRow>(
    `${SELECT} WHERE ${conditions.join(' AND ')}
     ORDER BY p.code LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: (row) => ({ sortKey: row.code, id: row.id }),
    present: (row) => row,
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
  const [row] = await db.query<ProjectRow>(`${SELECT} WHERE p.id = $1 AND ${visible}`, parameters);
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
