import { DomainError, invalidInput, type FieldProblem } from '../../../domain/errors';
import type { Queryable, Transaction } from '../../../platform/database/database';

/**
 * The project somebody may charge by its code: a member of it, its manager, the head of its department, finance or an
 * admin, while it is not closed.
 * @returns its id
 * @throws DomainError invalid-input at `project`
 */
export async function projectToCharge(
  db: Queryable,
  of: { code: string; requesterId: string },
): Promise<string> {
  const [project] = await db.query<{ id: string }>(
    `SELECT p.id FROM project p JOIN employee e ON e.id = $2
     WHERE p.code = $1 AND p.status <> 'closed' AND (p.manager_id = e.id OR e.roles && ARRAY['finance', 'admin']
       OR EXISTS (SELECT FROM department d WHERE d.id = p.department_id AND d.head_id = e.id)
       OR EXISTS (SELECT FROM project_member m WHERE m.project_id = p.id AND m.employee_id = e.id))`,
    [of.code, of.requesterId],
  );
  if (project) return project.id;
  throw invalidInput([
    { path: 'project', message: `There is no open project ${of.code} that you are on` },
  ]);
}

/** What is wrong with the project a document names, if it names one; nothing where somebody may charge it. */
export async function projectProblems(
  db: Queryable,
  { code, requesterId }: { code: string | undefined; requesterId: string },
): Promise<FieldProblem[]> {
  if (code === undefined) return [];
  try {
    await projectToCharge(db, { code, requesterId });
    return [];
  } catch (error) {
    if (error instanceof DomainError && error.details.errors) return error.details.errors;
    throw error;
  }
}

/**
 * Says which project a document is for, in place of what was said before, in the caller's transaction: what is posted of
 * it names the project.
 * @param projectId null for none
 */
function chargeProject(
  tx: Transaction,
  document: { kind: string; id: string; projectId: string | null },
): void {
  const { kind, id, projectId } = document;
  tx.send('DELETE FROM document_project WHERE source_kind = $1 AND source_id = $2', [kind, id]);
  if (projectId === null) return;
  tx.send('INSERT INTO document_project (source_kind, source_id, project_id) VALUES ($1, $2, $3)', [
    kind,
    id,
    projectId,
  ]);
}

/** The same for a request that may name a project by its code. @throws DomainError invalid-input at `project` */
export async function chargeByCode(
  tx: Transaction,
  document: { kind: string; id: string; code: string | undefined; requesterId: string },
): Promise<void> {
  const { kind, id, code, requesterId } = document;
  const projectId = code === undefined ? null : await projectToCharge(tx, { code, requesterId });
  chargeProject(tx, { kind, id, projectId });
}
