import { scope } from '../../domain/access/scope';
import type { Principal } from '../../domain/access/principal';
import type { Lexicon } from '../../domain/assistant/plan';
import { EXPENSE_CATEGORIES, EXPENSE_CATEGORY_NAMES } from '../../domain/expenses/claims';
import { salesScopes } from '../../domain/sales/access';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from '../people/policy';
import { visibleProjects } from '../projects/policy';
import { visibleCustomers } from '../sales/policy';
import type { ToolContext } from './tool';

/**
 * The names a question may hold, of what the asker may see: nobody learns from a slip put right, or from an option
 * offered, that there is somebody or something else.
 */
export async function readLexicon({ principal, rows }: ToolContext): Promise<Lexicon> {
  return {
    self: principal.name,
    ...(principal.departmentName ? { ownDepartment: principal.departmentName } : {}),
    people: await people(principal, rows),
    // The company’s signboard: everybody may know them.
    departments: await names(rows, 'SELECT name FROM department ORDER BY name', []),
    projects: await projects(principal, rows),
    customers: await customers(principal, rows),
    expenseCategories: EXPENSE_CATEGORIES.map((category) => EXPENSE_CATEGORY_NAMES[category]),
    leaveTypes: await names(
      rows,
      'SELECT name FROM leave_type WHERE retired_at IS NULL ORDER BY name',
      [],
    ),
  };
}

async function names(rows: Queryable, sql: string, parameters: unknown[]): Promise<string[]> {
  const found = await rows.query<{ name: string }>(sql, parameters);
  return found.map(({ name }) => name);
}

function people(principal: Principal, rows: Queryable): Promise<string[]> {
  const parameters: unknown[] = [];
  const visible = visibleEmployees(scope(principal, 'person'), 'e.id', parameters);
  return names(rows, `SELECT e.name FROM employee e WHERE ${visible} ORDER BY e.name`, parameters);
}

function projects(principal: Principal, rows: Queryable): Promise<string[]> {
  const parameters: unknown[] = [];
  const visible = visibleProjects(scope(principal, 'project'), parameters);
  return names(rows, `SELECT p.name FROM project p WHERE ${visible} ORDER BY p.name`, parameters);
}

function customers(principal: Principal, rows: Queryable): Promise<string[]> {
  const parameters: unknown[] = [];
  const visible = visibleCustomers(salesScopes(principal), parameters);
  return names(rows, `SELECT c.name FROM customer c WHERE ${visible} ORDER BY c.name`, parameters);
}
