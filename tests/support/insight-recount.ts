import { dateIn } from '../../domain/dates/today';
import { addDays, weekday } from '../../domain/dates/calendar';
import type { InsightCaseFilter } from '../../domain/wire/insight';
import type { Database } from '../../platform/database/database';

interface Row {
  id: string;
  [column: string]: unknown;
}

/** Everything that figures are made of, as plain rows. */
export interface Rows {
  requests: Row[];
  steps: Row[];
  tasks: Row[];
  decisions: Row[];
  mails: Row[];
}

/** A case as plain JavaScript finds it. */
export interface Recounted {
  id: string;
  requestId: string;
  kind: string;
  departmentId: string | null;
  status: string;
  step?: string;
  approverId?: string | null;
  channel?: string;
  start: number;
  end: number;
  /** What has to lie in the period; absent for what is measured now. */
  at?: number;
}

/** Reads the tables whole. */
export async function readRows(db: Database): Promise<Rows> {
  const all = (table: string) => db.query<Row>(`SELECT * FROM ${table}`);
  const [requests, steps, tasks, decisions, mails] = await Promise.all([
    all('approval_request'),
    all('approval_step'),
    all('approval_task'),
    all('approval_decision'),
    all('mail'),
  ]);
  return { requests, steps, tasks, decisions, mails };
}

const ms = (value: unknown) => (value as Date).getTime();

/** All cases of a measure, whoever may see them, by loops over the rows. */
export function recount(
  rows: Rows,
  measure: InsightCaseFilter['measure'],
  now: number,
): Recounted[] {
  const byId = new Map(rows.requests.map((request) => [request.id, request]));
  const common = (requestId: unknown) => {
    const request = byId.get(requestId as string)!;
    return {
      requestId: request.id,
      kind: request.kind as string,
      departmentId: request.department_id as string | null,
      status: request.status as string,
    };
  };
  const decided = () =>
    rows.decisions.map((decision) => {
      const task = rows.tasks.find(({ id }) => id === decision.task_id)!;
      const step = rows.steps.find(({ id }) => id === decision.step_id)!;
      return {
        ...common(decision.request_id),
        id: decision.id,
        step: step.name as string,
        approverId: decision.decided_by as string,
        channel: decision.channel as string,
        task,
        round: step.round as number,
        start: ms(task.created_at),
        end: ms(decision.received_at),
        at: ms(decision.received_at),
      };
    });
  const openSteps = () =>
    rows.steps.filter(
      (step) => step.status === 'open' && byId.get(step.request_id as string)!.status === 'pending',
    );
  const openTasks = (step: Row) =>
    rows.tasks.filter((task) => task.step_id === step.id && task.status === 'open');
  const isDecided = (step: Row) => rows.decisions.some(({ step_id }) => step_id === step.id);

  switch (measure) {
    case 'submitted':
      return rows.requests.map((request) => ({
        ...common(request.id),
        id: request.id,
        start: ms(request.submitted_at),
        end: request.closed_at ? ms(request.closed_at) : now,
        at: ms(request.submitted_at),
      }));
    case 'closed':
      return rows.requests
        .filter((request) => request.closed_at !== null)
        .map((request) => ({
          ...common(request.id),
          id: request.id,
          start: ms(request.submitted_at),
          end: ms(request.closed_at),
          at: ms(request.closed_at),
        }));
    case 'steps':
      return rows.steps
        .filter(({ status }) => ['approved', 'rejected', 'expired'].includes(status as string))
        .map((step) => ({
          ...common(step.request_id),
          id: step.id,
          step: step.name as string,
          start: ms(step.opened_at),
          end: ms(step.closed_at),
          at: ms(step.closed_at),
        }));
    case 'decisions':
      return decided();
    case 'mail': {
      const sent = new Map(rows.mails.map((mail) => [mail.message_id, mail.sent_at]));
      return decided().flatMap(({ task, round, ...one }) => {
        const ids = ['request', 'escalated', 'reassigned'].map(
          (occasion) => `<${occasion}.${task.id}.r${round}@netra>`,
        );
        const at = ids.map((id) => sent.get(id)).find(Boolean);
        return at && ms(at) <= one.end ? [{ ...one, start: ms(at) }] : [];
      });
    }
    case 'open':
      return openSteps().flatMap((step): Recounted[] => {
        const base = { ...common(step.request_id), step: step.name as string, end: now };
        const tasks = openTasks(step);
        if (tasks.length === 0 && !isDecided(step))
          return [{ ...base, id: step.id, approverId: null, start: ms(step.opened_at) }];
        return tasks.map((task) => ({
          ...base,
          id: task.id,
          approverId: task.approver_id as string,
          start: ms(task.created_at),
        }));
      });
    case 'overdue':
      return openSteps()
        .filter((step) => ms(step.due_at) < now)
        .filter((step) => openTasks(step).length > 0 || !isDecided(step))
        .map((step) => ({
          ...common(step.request_id),
          id: step.id,
          step: step.name as string,
          start: ms(step.due_at),
          end: now,
        }));
  }
}

/** Those cases that a filter is about. */
export function narrow(
  cases: Recounted[],
  filter: { from: string; to: string; kind?: string; departmentId?: string },
  zone: string,
): Recounted[] {
  return cases.filter((one) => {
    const day = one.at === undefined ? filter.from : dateIn(zone, new Date(one.at));
    return (
      day >= filter.from &&
      day <= filter.to &&
      (!filter.kind || one.kind === filter.kind) &&
      (!filter.departmentId || one.departmentId === filter.departmentId)
    );
  });
}

/** The Monday of the week an instant falls in. */
export function weekOf(at: number, zone: string): string {
  const day = dateIn(zone, new Date(at));
  return addDays(day, 1 - weekday(day));
}

/** Count, percentiles and mean of durations in seconds, the textbook way. */
export function summarise(cases: Recounted[]) {
  const seconds = cases.map(({ start, end }) => (end - start) / 1000).sort((a, b) => a - b);
  const at = (share: number) => {
    if (seconds.length === 0) return null;
    const place = (seconds.length - 1) * share;
    const [low, high] = [seconds[Math.floor(place)]!, seconds[Math.ceil(place)]!];
    return low + (high - low) * (place - Math.floor(place));
  };
  const total = seconds.reduce((sum, value) => sum + value, 0);
  return {
    count: seconds.length,
    p50: at(0.5),
    p90: at(0.9),
    mean: seconds.length === 0 ? null : total / seconds.length,
  };
}
