import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { daysOfMonth } from '../../domain/dates/month';
import { DomainError } from '../../domain/errors';
import {
  capacityOf,
  sumUtilisation,
  utilisationPercent,
  type Utilisation,
} from '../../domain/timesheets/utilisation';
import type { Page, PersonRef } from '../../domain/wire/common';
import type {
  DepartmentUtilisation,
  PersonUtilisation,
  UtilisationQuery,
  UtilisationRow,
} from '../../domain/wire/utilisation';
import { containing } from '../../platform/database/containing';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { workdaysOf } from '../calendars/queries-of-workdays';
import { approvedLeaveOf } from '../leave/queries-of-approved';
import { visibleEmployees } from '../people/policy';

interface Member {
  id: string;
  name: string;
  department: PersonRef | null;
}

/**
 * How much of their time people of one's team billed in a month, by name: oneself and whoever is below, the people of
 * departments one heads, and everybody for finance and admins. No grant opens it.
 */
export async function listUtilisation(
  db: Queryable,
  principal: Principal,
  query: UtilisationQuery,
): Promise<Page<UtilisationRow>> {
  const after = decodeCursor(query.cursor, { sortKey: z.string().max(300) });
  const members = await membersOf(db, principal, {
    ...{ month: query.month, departmentId: query.departmentId ?? null, q: query.q ?? null },
    ...{ after, limit: query.limit + 1, personId: null },
  });
  const figures = await figuresOf(db, query.month, members);
  return toPage(members, query.limit, {
    position: ({ name, id }) => ({ sortKey: name, id }),
    present: ({ id, name, department }) => ({
      ...{ id, person: { id, name }, department },
      ...withPercent(figures.get(id)),
    }),
  });
}

/** The same of everybody one may see, summed by the departments they are in today. */
export async function departmentUtilisation(
  db: Queryable,
  principal: Principal,
  month: string,
): Promise<DepartmentUtilisation> {
  const members = await membersOf(db, principal, {
    ...{ month, departmentId: null, q: null, after: null, limit: null, personId: null },
  });
  const figures = await figuresOf(db, month, members);
  const byDepartment = new Map<string | null, Member[]>();
  for (const member of members) {
    const key = member.department?.id ?? null;
    byDepartment.set(key, [...(byDepartment.get(key) ?? []), member]);
  }
  const items = [...byDepartment.values()].map((people) => ({
    department: people[0]?.department ?? null,
    people: people.length,
    ...withPercent(sumUtilisation(people.map(({ id }) => figures.get(id) ?? NONE))),
  }));
  const nameOf = ({ department }: (typeof items)[number]) => department?.name ?? '';
  return { items: items.sort((a, b) => nameOf(a).localeCompare(nameOf(b))) };
}

/**
 * The days and the lines behind a person's month.
 * @throws DomainError not-found, also when they are not one's to see
 */
export async function personUtilisation(
  db: Queryable,
  principal: Principal,
  of: { personId: string; month: string },
): Promise<PersonUtilisation> {
  const [member] = await membersOf(db, principal, {
    ...{ month: of.month, departmentId: null, q: null, after: null, limit: 1 },
    personId: of.personId,
  });
  if (!member) throw new DomainError('not-found', 'There is no such person');
  const [days, lines] = await Promise.all([
    daysOf(db, of.month, [member.id]),
    linesOf(db, of.month, member.id),
  ]);
  const mine = days.get(member.id) ?? [];
  const minutes = (billable: boolean) =>
    lines.filter((line) => line.billable === billable).reduce((sum, line) => sum + line.minutes, 0);
  return {
    ...{ person: { id: member.id, name: member.name }, month: of.month },
    ...withPercent({
      billable: minutes(true),
      other: minutes(false),
      available: availableIn(mine),
    }),
    days: mine,
    lines,
  };
}

const NONE: Utilisation = { billable: 0, other: 0, available: 0 };
const withPercent = (figures = NONE) => ({ ...figures, percent: utilisationPercent(figures) });

type Day = PersonUtilisation['days'][number];

const availableIn = (days: Day[]) => days.reduce((sum, { available }) => sum + available, 0);

interface Wanted {
  month: string;
  departmentId: string | null;
  q: string | null;
  personId: string | null;
  after: { sortKey: string; id: string } | null;
  /** Null: all of them. */
  limit: number | null;
}

/** Who had joined by the end of the month, and has not left before it: or has worked in it all the same. */
async function membersOf(db: Queryable, principal: Principal, wanted: Wanted): Promise<Member[]> {
  const { from, to } = daysOfMonth(wanted.month);
  const parameters: unknown[] = [
    ...[from, to, wanted.departmentId, wanted.q === null ? null : containing(wanted.q)],
    ...[wanted.after?.sortKey ?? null, wanted.after?.id ?? null, wanted.limit, wanted.personId],
  ];
  const isVisible = visibleEmployees(
    {
      ...{ everyone: scope(principal, 'project').everyone, self: principal.id },
      departmentIds: principal.headsDepartmentIds,
    },
    'e.id',
    parameters,
  );
  return db.query<Member>(
    `SELECT e.id, e.name, CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'name', d.name) END AS department
     FROM employee e LEFT JOIN department d ON d.id = e.department_id
     LEFT JOIN employee_last_day x ON x.employee_id = e.id
     WHERE ${isVisible} AND e.joined_on <= $2
       AND (coalesce(x.last_day >= $1, e.active) OR EXISTS (SELECT FROM timesheet_line l WHERE l.employee_id = e.id
         AND l.worked_on BETWEEN $1 AND $2 AND l.approved_at IS NOT NULL))
       AND ($3::uuid IS NULL OR e.department_id = $3) AND ($4::text IS NULL OR e.name ILIKE $4)
       AND ($5::text IS NULL OR (e.name, e.id) > ($5, $6::uuid)) AND ($8::uuid IS NULL OR e.id = $8)
     ORDER BY e.name, e.id LIMIT $7`,
    parameters,
  );
}

async function figuresOf(
  db: Queryable,
  month: string,
  members: Member[],
): Promise<Map<string, Utilisation>> {
  const ids = members.map(({ id }) => id);
  const { from, to } = daysOfMonth(month);
  const [days, worked] = await Promise.all([
    daysOf(db, month, ids),
    db.query<{ id: string; billable: number; other: number }>(
      `SELECT l.employee_id AS id, coalesce(sum(l.minutes) FILTER (WHERE l.billable), 0)::integer AS billable,
         coalesce(sum(l.minutes) FILTER (WHERE NOT l.billable), 0)::integer AS other
       FROM timesheet_line l
       WHERE l.employee_id = ANY($1::uuid[]) AND l.worked_on BETWEEN $2 AND $3 AND l.approved_at IS NOT NULL
       GROUP BY l.employee_id`,
      [ids, from, to],
    ),
  ]);
  const workedBy = new Map(worked.map(({ id, ...minutes }) => [id, minutes]));
  return new Map(
    ids.map((id) => [
      id,
      { ...NONE, ...workedBy.get(id), available: availableIn(days.get(id) ?? []) },
    ]),
  );
}

async function daysOf(db: Queryable, month: string, ids: string[]): Promise<Map<string, Day[]>> {
  const of = { employeeIds: ids, ...daysOfMonth(month) };
  const [workdays, leave] = await Promise.all([workdaysOf(db, of), approvedLeaveOf(db, of)]);
  return new Map(
    [...workdays].map(([id, days]) => [
      id,
      days.map(({ on, calendar, isClosed }) => ({
        ...{ on, ...capacityOf(calendar, on, { off: leave(id, on), isClosed }) },
      })),
    ]),
  );
}

async function linesOf(
  db: Queryable,
  month: string,
  personId: string,
): Promise<PersonUtilisation['lines']> {
  const { from, to } = daysOfMonth(month);
  return db.query(
    `SELECT l.id, l.worked_on AS "on", json_build_object('code', p.code, 'name', p.name) AS project, l.task, l.billable,
       l.minutes
     FROM timesheet_line l JOIN project p ON p.id = l.project_id
     WHERE l.employee_id = $1 AND l.worked_on BETWEEN $2 AND $3 AND l.approved_at IS NOT NULL
     ORDER BY l.worked_on, p.code, l.id`,
    [personId, from, to],
  );
}
