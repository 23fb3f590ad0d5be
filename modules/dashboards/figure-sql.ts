import type { Principal } from '../../domain/access/principal';
import type { CalendarDate } from '../../domain/dates/calendar';
import { AGE_ENDS, NONE } from '../../domain/dashboards/figures';
import type { FigureRow } from '../../domain/wire/dashboards';
import { visibleRequests } from '../approvals/policy';
import { visibleEmployees } from '../people/policy';

/** Who reads, and when: what the SQL of every figure is written for. */
export interface Reader {
  principal: Principal;
  today: CalendarDate;
  now: Date;
}

/** What a figure's rows are, as SQL expressions. What is left out is null; `value` is 1. */
export interface RowSql {
  id: string;
  /** When it happened, as an instant. */
  at: string;
  title: string;
  /** Whose it is: the id of an employee. */
  person: string;
  by: string;
  /** What `by` is called, where it is an id. */
  label?: string;
  part?: string;
  /** Hundredths of a day, minor units of money or seconds. */
  value?: string;
  currency?: string;
  target?: { to: NonNullable<FigureRow['target']>['to']; id: string };
}

/** The parts that figures are written with; each appends what it needs to the parameters of the statement. */
export interface FigureSql {
  principal: Principal;
  /** The columns of a row. */
  row(parts: RowSql): string;
  /** The reader's today, as a date. */
  today(): string;
  now(): string;
  /** The day an instant has on the reader's clock. */
  dayOf(instant: string): string;
  /** The instant a date begins at on the reader's clock. */
  startOf(date: string): string;
  /** The first day of the month that was so many months ago. */
  monthsAgo(months: number): string;
  /** The band of days between a date and today. */
  ageOf(date: string): string;
  /** The band of what is due at an instant. */
  dueOf(instant: string): string;
  /** That somebody reports to the reader, at whatever distance, or is of a department they head; never the reader. */
  isMine(employee: string): string;
  /** The approval of a record, null where the reader may not see it. */
  approvalOf(kind: string, record: string): string;
  bound(value: unknown): string;
  /** For conditions of other modules, which append themselves. */
  parameters: unknown[];
}

/** @param parameters the statement's parameters so far */
export function figureSql(reader: Reader, parameters: unknown[]): FigureSql {
  const { principal, now } = reader;
  const bound = (value: unknown) => `$${parameters.push(value)}`;
  const today = () => `${bound(reader.today)}::date`;
  const zone = () => `${bound(principal.zone)}::text`;
  const dayOf = (instant: string) => `(${instant} AT TIME ZONE ${zone()})::date`;
  const nowSql = () => `${bound(now)}::timestamptz`;
  return {
    principal,
    parameters,
    bound,
    row: rowColumns,
    today,
    now: nowSql,
    dayOf,
    startOf: (date) => `((${date})::timestamp AT TIME ZONE ${zone()})`,
    monthsAgo: (months) =>
      `(date_trunc('month', ${today()}) - make_interval(months => ${months}))::date`,
    ageOf: (date) => `width_bucket(${today()} - ${date}, ARRAY[${AGE_ENDS.join(', ')}])::text`,
    dueOf: (instant) => `CASE WHEN ${instant} < ${nowSql()} THEN 'overdue'
      WHEN ${dayOf(instant)} = ${today()} THEN 'today'
      WHEN ${dayOf(instant)} < ${today()} + 7 THEN 'this-week' ELSE 'later' END`,
    isMine: (employee) => {
      const scope = {
        everyone: false,
        self: principal.id,
        departmentIds: principal.headsDepartmentIds,
      };
      return `(${employee} <> ${bound(principal.id)} AND ${visibleEmployees(scope, employee, parameters)})`;
    },
    approvalOf: (kind, record) => `(SELECT a.id FROM approval_request a
      WHERE a.subject_id = ${record} AND a.kind = '${kind}' AND ${visibleRequests(principal, 'a', parameters)}
      ORDER BY a.submitted_at DESC LIMIT 1)`,
  };
}

function rowColumns(parts: RowSql): string {
  const { target } = parts;
  return `(${parts.id})::text AS id, (${parts.at}) AS at, (${parts.title})::text AS title,
    (${parts.person})::uuid AS person_id, coalesce((${parts.by})::text, '${NONE}') AS by,
    (${parts.label ?? 'NULL'})::text AS label, (${parts.part ?? 'NULL'})::text AS part,
    (${parts.value ?? '1'})::bigint AS value, (${parts.currency ?? 'NULL'})::text AS currency,
    ${target ? `'${target.to}'` : 'NULL'}::text AS target, (${target?.id ?? 'NULL'})::uuid AS target_id`;
}
