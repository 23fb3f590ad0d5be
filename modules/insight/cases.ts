import type { Principal } from '../../domain/access/principal';
import { BAND_ENDS, NOBODY, type Dimension, type Measure } from '../../domain/insight/measures';
import { measuredRequests } from './policy';

/** What a measure is made of, as SQL; `r` is the request. */
interface Source {
  from: string;
  /** What is always true of its cases. */
  where: string[];
  id: string;
  start: string;
  /** Null: it is not over. */
  end: string | null;
  /** What has to lie in the period; null: the measure looks at now. */
  within: string | null;
  step?: string;
  approver?: string;
  channel?: string;
}

const OPEN_STEPS = `approval_request r
  JOIN approval_step s ON s.request_id = r.id AND s.round = r.round AND s.status = 'open'
  LEFT JOIN approval_task t ON t.step_id = s.id AND t.status = 'open'`;

/** A decision that was taken back is none. */
const STANDING = 'NOT EXISTS (SELECT 1 FROM approval_undo u WHERE u.decision_id = d.id)';

/** A step whose last signature is on its way to the workflow waits for nobody any more. */
const UNSETTLED = `(t.id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM approval_decision d
  WHERE d.step_id = s.id AND ${STANDING}))`;

const DECISIONS = `approval_decision d
  JOIN approval_request r ON r.id = d.request_id
  JOIN approval_task t ON t.id = d.task_id
  JOIN approval_step s ON s.id = d.step_id`;

const DECIDED = {
  id: 'd.id',
  end: 'd.received_at',
  within: 'd.received_at',
  step: 's.name',
  approver: 'd.decided_by',
  channel: 'd.channel',
};

const SOURCES: Record<Measure, Source> = {
  submitted: {
    from: 'approval_request r',
    where: [],
    id: 'r.id',
    start: 'r.submitted_at',
    end: 'r.closed_at',
    within: 'r.submitted_at',
  },
  closed: {
    from: 'approval_request r',
    where: [],
    id: 'r.id',
    start: 'r.submitted_at',
    end: 'r.closed_at',
    within: 'r.closed_at',
  },
  steps: {
    from: 'approval_request r JOIN approval_step s ON s.request_id = r.id',
    where: [`s.status IN ('approved', 'rejected', 'expired')`],
    id: 's.id',
    start: 's.opened_at',
    end: 's.closed_at',
    within: 's.closed_at',
    step: 's.name',
  },
  decisions: { from: DECISIONS, where: [STANDING], start: 't.created_at', ...DECIDED },
  mail: {
    // A task is asked for once under one of these ids; reminders and fresh links have others.
    from: `${DECISIONS} JOIN mail m ON m.approval_id = d.request_id
      AND m.message_id LIKE '<%.' || t.id || '.r' || s.round || '@%'`,
    where: ['m.sent_at <= d.received_at', STANDING],
    start: 'm.sent_at',
    ...DECIDED,
  },
  open: {
    from: OPEN_STEPS,
    where: [`r.status = 'pending'`, UNSETTLED],
    id: 'coalesce(t.id, s.id)',
    start: 'coalesce(t.created_at, s.opened_at)',
    end: null,
    within: null,
    step: 's.name',
    approver: 't.approver_id',
  },
  overdue: {
    from: `approval_request r
      JOIN approval_step s ON s.request_id = r.id AND s.round = r.round AND s.status = 'open'`,
    where: [
      `r.status = 'pending'`,
      's.due_at < now()',
      `(EXISTS (SELECT 1 FROM approval_task t WHERE t.step_id = s.id AND t.status = 'open')
        OR NOT EXISTS (SELECT 1 FROM approval_decision d WHERE d.step_id = s.id AND ${STANDING}))`,
    ],
    id: 's.id',
    start: 's.due_at',
    end: null,
    within: null,
    step: 's.name',
  },
};

/** Which cases: a measure, the period in the reader's zone, and what narrows it. */
export type CaseFilter = {
  measure: Measure;
  from: string;
  to: string;
  kind?: string;
  departmentId?: string;
} & { [Name in Dimension]?: string | number };

/** The column a dimension is grouped by. */
export const COLUMNS: Record<Dimension | 'kind', string> = {
  kind: 'c.kind',
  status: 'c.status',
  step: 'c.step',
  approverId: 'c.approver_id',
  channel: 'c.channel',
  week: 'c.week',
  band: 'c.band',
};

/**
 * The cases of a measure that somebody may count, as a SELECT without an order: figures, list and export are all made of
 * it, so that they cannot disagree. Columns: id, request_id, kind, status, title, requester_id, department_id, step,
 * approver_id, channel, week, band, started_at, ended_at, seconds.
 * @param parameters the statement's parameters so far; what the SELECT needs is appended
 */
export function casesSql(principal: Principal, filter: CaseFilter, parameters: unknown[]): string {
  const source = SOURCES[filter.measure];
  const seconds = `extract(epoch FROM coalesce(${source.end ?? 'NULL'}, now()) - ${source.start})::float8`;
  const bound = (value: unknown) => `$${parameters.push(value)}`;
  const week = `date_trunc('week', ${source.start} AT TIME ZONE ${bound(principal.zone)}::text)::date`;
  const band = `width_bucket(${seconds}, ${bound(BAND_ENDS)}::float8[])`;
  const values: Record<Dimension, string> = {
    status: 'r.status',
    step: source.step ?? 'NULL::text',
    approverId: source.approver ?? 'NULL::uuid',
    channel: source.channel ?? 'NULL::text',
    week,
    band,
  };
  const where = [...source.where, ...withinSql(source, principal, filter, bound)];
  if (filter.kind !== undefined) where.push(`r.kind = ${bound(filter.kind)}`);
  if (filter.departmentId !== undefined)
    where.push(`r.department_id = ${bound(filter.departmentId)}::uuid`);
  for (const [name, value] of Object.entries(values) as [Dimension, string][]) {
    const wanted = filter[name];
    if (wanted === NOBODY) where.push(`${value} IS NULL`);
    else if (wanted !== undefined) where.push(`${value} = ${bound(wanted)}`);
  }
  where.push(measuredRequests(principal, 'r', parameters));
  return `SELECT ${source.id} AS id, r.id AS request_id, r.kind, r.title, r.requester_id, r.department_id,
      ${values.status} AS status, ${values.step} AS step, ${values.approverId} AS approver_id,
      ${values.channel} AS channel, ${week} AS week, ${band} AS band, ${source.start} AS started_at,
      ${source.end ?? 'NULL::timestamptz'} AS ended_at, ${seconds} AS seconds
    FROM ${source.from} WHERE ${where.join(' AND ')}`;
}

/** From the first day's midnight to the one after the last, as the reader's clock has them. */
function withinSql(
  { within }: Source,
  { zone }: Principal,
  { from, to }: CaseFilter,
  bound: (value: unknown) => string,
): string[] {
  if (within === null) return [];
  const inZone = bound(zone);
  return [
    `${within} >= ${bound(from)}::date::timestamp AT TIME ZONE ${inZone}::text`,
    `${within} < (${bound(to)}::date + 1)::timestamp AT TIME ZONE ${inZone}::text`,
  ];
}
