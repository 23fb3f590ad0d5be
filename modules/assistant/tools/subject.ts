import type { Scope } from '../../../domain/access/scope';
import { visibleEmployees } from '../../people/policy';
import type { ToolContext } from '../tool';
import { draft, type Draft } from './statement';
import { resolveName } from './names';
import { empty } from './unanswered';

/** Whose records are asked for. */
export interface Asked {
  who?: 'me' | 'my-team' | 'all';
  person?: string;
  department?: string;
}

/** The condition of a scope on an employee column. */
export type Visible = (column: string, parameters: unknown[]) => string;

/**
 * As `visibleEmployees`, for what is summed over all that is visible: a set for who heads departments too. To ask about
 * each of two hundred thousand rows took a second, to gather five thousand people takes two milliseconds.
 */
export function amongVisible(scope: Scope): Visible {
  return (column, parameters) => {
    if (scope.everyone || scope.departmentIds.length === 0)
      return visibleEmployees(scope, column, parameters);
    const self = parameters.push(scope.self);
    const departments = parameters.push(scope.departmentIds);
    // Not joined but looked up: a page of the latest is found from the end then, and ends where it is full.
    return `(${column} IN (SELECT below FROM reporting_line WHERE above = $${self}
      UNION ALL SELECT seen.id FROM authz.colleague seen WHERE seen.department_id = ANY($${departments}::uuid[]))) IS TRUE`;
  };
}

/** Whose records a group of those asked for holds. @param group its name */
export function whoseBehind(
  { who, person, department }: Asked,
  groupBy: string,
  group: string,
): Asked {
  if (who === 'me' || person !== undefined) return { who, person };
  if (groupBy === 'person') return { person: group };
  return { who, department: groupBy === 'department' ? group : department };
}

const SELF = /^(me|myself|i)$/i;

/**
 * Narrows a statement to whose records are asked for, within what may be seen.
 * @param of.column the employee's id in the statement
 * @returns the people in words, for the note
 * @throws Unanswered when a name is not clear, or nobody reports to the asker
 */
export async function narrowToPeople(
  context: ToolContext,
  asked: Asked,
  of: { draft: Draft; column: string; visible: Visible },
): Promise<string> {
  const { who = 'all', person, department } = asked;
  const { column, visible } = of;
  of.draft.where.push(visible(column, of.draft.parameters));
  const said: string[] = [];
  if (person !== undefined) {
    const found = await resolvePerson(context, person, visible);
    of.draft.narrow(found.id, (place) => `${column} = ${place}`);
    said.push(found.name);
  } else {
    said.push(await narrowToWho(context, who, of));
  }
  if (department !== undefined) {
    const { ids, name } = await resolveDepartment(context, department);
    of.draft.narrow(
      ids,
      (place) =>
        `${column} IN (SELECT d.id FROM authz.colleague d WHERE d.department_id = ANY(${place}::uuid[]))`,
    );
    said.push(name);
  }
  return said.join(', ');
}

/** Narrows to the asker, or to those below them. @returns the people in words @throws Unanswered when there is nobody below */
export async function narrowToWho(
  { principal, rows }: ToolContext,
  who: NonNullable<Asked['who']>,
  of: { draft: Draft; column: string },
): Promise<string> {
  if (who === 'all') return 'Everybody you may see';
  if (who === 'me') {
    of.draft.narrow(principal.id, (place) => `${of.column} = ${place}`);
    return principal.name;
  }
  const [team] = await rows.query(
    'SELECT FROM reporting_line WHERE above = $1 AND below <> $1 LIMIT 1',
    [principal.id],
  );
  if (!team) throw empty('Nobody reports to you');
  of.draft.narrow(
    principal.id,
    (place) =>
      `${of.column} IN (SELECT t.below FROM reporting_line t WHERE t.above = ${place} AND t.below <> ${place})`,
  );
  return `The people below ${principal.name}`;
}

/** A person by their name, within what may be seen. @throws Unanswered */
export async function resolvePerson(
  context: ToolContext,
  name: string,
  visible: Visible,
): Promise<{ id: string; name: string }> {
  if (SELF.test(name)) return context.principal;
  const sql = draft();
  const condition = visible('e.id', sql.parameters);
  return resolveName(context, name, {
    source: `SELECT e.id, e.name, d.name AS also, x.email::text AS code FROM authz.colleague e
      LEFT JOIN employee x ON x.id = e.id LEFT JOIN department d ON d.id = e.department_id WHERE ${condition}`,
    draft: sql,
    what: 'person',
  });
}

/** A department by its name, with those below it. Departments are the company's signboard: everybody may know them. @throws Unanswered */
export async function resolveDepartment(
  context: ToolContext,
  name: string,
): Promise<{ ids: string[]; name: string }> {
  const department = await resolveName(context, name, {
    source: 'SELECT d.id, d.name, NULL::text AS also, NULL::text AS code FROM department d',
    draft: draft(),
    what: 'department',
  });
  const rows = await context.rows.query<{ id: string }>(
    `WITH RECURSIVE below AS (
       SELECT id FROM department WHERE id = $1
       UNION SELECT d.id FROM department d JOIN below b ON d.parent_id = b.id)
     SELECT id FROM below`,
    [department.id],
  );
  return { ids: rows.map(({ id }) => id), name: department.name };
}
