import type { Principal } from '../../domain/access/principal';
import { invalidInput, type FieldProblem } from '../../domain/errors';
import type { HandOver, WaitingOn } from '../../domain/wire/people';
import {
  violatedConstraint,
  type Queryable,
  type Transaction,
} from '../../platform/database/database';
import { handOverSales, sellingOf } from '../sales/use-cases/hand-over-sales';
import { requireAdmin } from './administration';
import { visiblePerson } from './queries';

/** Who took over what, by id. */
export interface HandedOver {
  reports: { ids: string[]; to?: string };
  departments: { ids: string[]; to?: string };
  projects: { ids: string[]; to?: string };
  deals: { ids: string[]; to?: string };
  customers: { ids: string[]; to?: string };
  /** Substitutions that ended. */
  delegations: string[];
  /** Departments they were the HR of. */
  hrOf: string[];
}

const NAMED = (table: string, where: string) =>
  `(SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY name, id), '[]') FROM ${table} WHERE ${where})`;
const LIVE_DELEGATION = `d.revoked_at IS NULL AND coalesce(d.ends_on, 'infinity') >= current_date - 1
  AND (d.from_id = $1 OR d.to_id = $1)`;

/**
 * What waits on somebody; for admins.
 * @throws DomainError forbidden, not-found
 */
export async function findWaitingOn(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<WaitingOn> {
  requireAdmin(principal);
  await visiblePerson(db, principal, id);
  const [waiting] = await db.query<WaitingOn>(
    `SELECT
       (SELECT coalesce(json_agg(DISTINCT jsonb_build_object('approvalId', r.id, 'title', r.title, 'requester', e.name)), '[]')
        FROM approval_task t JOIN approval_request r ON r.id = t.request_id JOIN employee e ON e.id = r.requester_id
        WHERE t.status = 'open' AND r.status = 'pending' AND (t.approver_id = $1 OR t.on_behalf_of = $1)) AS tasks,
       ${NAMED('employee', 'manager_id = $1 AND active')} AS reports,
       ${NAMED('department', 'head_id = $1')} AS departments,
       ${NAMED('project', `manager_id = $1 AND status <> 'closed'`)} AS projects,
       ${NAMED('department', 'id IN (SELECT department_id FROM hr_assignment WHERE employee_id = $1)')} AS "hrOf",
       (SELECT coalesce(json_agg(json_build_object('id', d.id, 'from', json_build_object('id', f.id, 'name', f.name),
          'to', json_build_object('id', t.id, 'name', t.name)) ORDER BY d.created_at), '[]')
        FROM delegation d JOIN employee f ON f.id = d.from_id JOIN employee t ON t.id = d.to_id
        WHERE ${LIVE_DELEGATION}) AS substitutes,
       (SELECT json_build_object('id', m.id, 'name', m.name) FROM employee e JOIN employee m ON m.id = e.manager_id
        WHERE e.id = $1 AND m.active) AS manager`,
    [id],
  );
  return { ...(waiting as WaitingOn), ...(await sellingOf(db, id)) };
}

/**
 * Gives what somebody leads to those who take over, and ends what only they could do. Without a successor something
 * stays where it is. Somebody who reports to the one who leaves and takes over their reports moves up into their place.
 * The caller has locked the person.
 * @returns what went where; undefined when nothing did
 * @throws DomainError invalid-input (somebody who is not active, is below a report they would get, or does not
 * sell)
 */
export async function handOver(
  tx: Transaction,
  { id, by, to }: { id: string; by: string; to: HandOver },
): Promise<HandedOver | undefined> {
  await requireSuccessors(tx, id, to);
  const sold =
    to.salesTo === undefined
      ? { deals: [], customers: [] }
      : await handOverSales(tx, { from: id, to: to.salesTo, by, path: 'handOver.salesTo' });
  const handed: HandedOver = {
    reports: { ids: await moveReports(tx, id, to.reportsTo), to: to.reportsTo },
    departments: {
      ids: await move(tx, `UPDATE department SET head_id = $2 WHERE head_id = $1`, [
        id,
        to.departmentsTo,
      ]),
      to: to.departmentsTo,
    },
    projects: {
      ids: await move(
        tx,
        `UPDATE project SET manager_id = $2 WHERE manager_id = $1 AND status <> 'closed'`,
        [id, to.projectsTo],
      ),
      to: to.projectsTo,
    },
    deals: { ids: sold.deals, to: to.salesTo },
    customers: { ids: sold.customers, to: to.salesTo },
    delegations: await idsOf(
      tx,
      `UPDATE delegation d SET revoked_at = clock_timestamp() WHERE ${LIVE_DELEGATION} RETURNING d.id`,
      [id],
    ),
    hrOf: await idsOf(
      tx,
      'DELETE FROM hr_assignment WHERE employee_id = $1 RETURNING department_id AS id',
      [id],
    ),
  };
  const { reports, departments, projects, delegations, hrOf } = handed;
  const sales = [...handed.deals.ids, ...handed.customers.ids];
  const touched = [reports.ids, departments.ids, projects.ids, sales, delegations, hrOf];
  return touched.some((ids) => ids.length > 0) ? handed : undefined;
}

async function idsOf(tx: Transaction, sql: string, parameters: unknown[]): Promise<string[]> {
  return (await tx.query<{ id: string }>(sql, parameters)).map((row) => row.id);
}

const move = (tx: Transaction, sql: string, [from, to]: [string, string | undefined]) =>
  to === undefined ? Promise.resolve([]) : idsOf(tx, `${sql} RETURNING id`, [from, to]);

async function moveReports(tx: Transaction, id: string, to: string | undefined): Promise<string[]> {
  if (to === undefined) return [];
  const raised = await idsOf(
    tx,
    `UPDATE employee SET manager_id = (SELECT manager_id FROM employee WHERE id = $1), updated_at = now()
     WHERE id = $2 AND manager_id = $1 RETURNING id`,
    [id, to],
  );
  try {
    const moved = await move(
      tx,
      'UPDATE employee SET manager_id = $2, updated_at = now() WHERE manager_id = $1 AND active',
      [id, to],
    );
    return [...raised, ...moved];
  } catch (error) {
    if (violatedConstraint(error) !== 'employee_reporting_cycle') throw error;
    const message = 'They report to one of the people they would lead, and cannot take over.';
    throw invalidInput([{ path: 'handOver.reportsTo', message }]);
  }
}

/** Whoever takes over stays active until this is committed. */
async function requireSuccessors(tx: Transaction, id: string, to: HandOver): Promise<void> {
  const named = Object.entries(to).filter((entry): entry is [string, string] => Boolean(entry[1]));
  if (named.length === 0) return;
  const active = await idsOf(
    tx,
    'SELECT id FROM employee WHERE id = ANY($1::uuid[]) AND active ORDER BY id FOR SHARE',
    [named.map(([, person]) => person)],
  );
  const problems: FieldProblem[] = named
    .filter(([, person]) => person === id || !active.includes(person))
    .map(([what, person]) => ({
      path: `handOver.${what}`,
      message:
        person === id
          ? 'Choose somebody else than the one who leaves.'
          : 'There is no such active person.',
    }));
  if (problems.length > 0) throw invalidInput(problems);
}
