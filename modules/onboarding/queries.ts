import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import { LIST_SORTS, type SortColumn, type SortOf } from '../../domain/lists/sorting';
import type { Purpose, TaskStatus } from '../../domain/onboarding/vocabulary';
import type { Page } from '../../domain/wire/common';
import type {
  OnboardingDetail,
  OnboardingTaskWire,
  OnboardingWire,
} from '../../domain/wire/onboarding';
import type { Queryable } from '../../platform/database/database';
import type { OrderKey } from '../../platform/database/list-order';
import { readListPage } from '../../platform/database/list-page';
import { handInsOf, type HandIn } from './document-queries';
import { keepsDocumentsOf, visibleOnboarding } from './policy';

/** Somebody's tasks are not shown beyond this many; open ones come first. */
const MOST_TASKS = 200;

interface OnboardingRow {
  id: string;
  personId: string;
  personName: string;
  template: string;
  purpose: Purpose;
  dayZero: string;
  status: OnboardingWire['status'];
  startedById: string;
  startedByName: string;
  startedAt: Date;
  endedAt: Date | null;
  endedById: string | null;
  endedByName: string | null;
  endReason: string | null;
  tasks: OnboardingWire['tasks'];
}

const FIELDS = `o.id, p.id AS "personId", p.name AS "personName", t.name AS template, o.purpose, o.day_zero AS "dayZero", o.status,
    s.id AS "startedById", s.name AS "startedByName", o.started_at AS "startedAt",
    o.ended_at AS "endedAt", c.id AS "endedById", c.name AS "endedByName", o.end_reason AS "endReason",
    (SELECT json_build_object('total', count(*), 'settled', count(k.settled_at),
       'open', count(*) FILTER (WHERE k.status = 'open'),
       'blocking', count(*) FILTER (WHERE k.blocking AND k.settled_at IS NULL))
     FROM onboarding_task k WHERE k.onboarding_id = o.id) AS tasks`;

const FROM = `FROM onboarding o JOIN employee p ON p.id = o.person_id JOIN checklist_template t ON t.id = o.template_id
  JOIN employee s ON s.id = o.started_by LEFT JOIN employee c ON c.id = o.ended_by`;

interface TaskRow {
  id: string;
  onboardingId: string;
  purpose: Purpose;
  personId: string;
  personName: string;
  title: string;
  help: string;
  ownerRole: OnboardingTaskWire['ownerRole'];
  ownerId: string | null;
  ownerName: string | null;
  fromId: string | null;
  fromName: string | null;
  dueOn: string;
  blocking: boolean;
  wantsDocument: boolean;
  documentKind: OnboardingTaskWire['documentKind'];
  status: TaskStatus;
  settledAt: Date | null;
  settledById: string | null;
  settledByName: string | null;
  reason: string | null;
  document: string | null;
  isRunning: boolean;
}

const TASK = `
  SELECT k.id, k.onboarding_id AS "onboardingId", o.purpose, p.id AS "personId", p.name AS "personName", k.title, k.help,
    k.owner_role AS "ownerRole", w.id AS "ownerId", w.name AS "ownerName", f.id AS "fromId", f.name AS "fromName",
    k.due_on AS "dueOn", k.blocking, k.wants_document AS "wantsDocument", k.document_kind AS "documentKind",
    k.status, k.settled_at AS "settledAt",
    s.id AS "settledById", s.name AS "settledByName", k.reason, k.document, o.status <> 'cancelled' AS "isRunning"
  FROM onboarding_task k JOIN onboarding o ON o.id = k.onboarding_id JOIN employee p ON p.id = o.person_id
  LEFT JOIN employee w ON w.id = k.owner_id LEFT JOIN employee f ON f.id = k.taken_over_from
  LEFT JOIN employee s ON s.id = k.settled_by`;

/** What narrows the list of onboardings. */
interface OnboardingFilter {
  limit: number;
  cursor?: string;
  status?: OnboardingWire['status'];
  personId?: string;
  sort?: SortOf<'onboardings'>;
}

const ORDERS: Record<SortColumn<'onboardings'>, OrderKey> = {
  dayZero: ['o.day_zero', 'date'],
  started: ['o.started_at', 'instant'],
};

/** The onboardings a person may see, the newest first unless sorted otherwise. A broken cursor is refused as invalid input. */
export async function listOnboardings(
  db: Queryable,
  principal: Principal,
  filter: OnboardingFilter,
): Promise<Page<OnboardingWire>> {
  const parameters: unknown[] = [];
  const bound = (value: unknown) => `$${parameters.push(value)}`;
  const conditions = [visibleOnboarding(principal, 'o', parameters)];
  if (filter.status) conditions.push(`o.status = ${bound(filter.status)}`);
  if (filter.personId) conditions.push(`o.person_id = ${bound(filter.personId)}`);
  return readListPage(db, filter, {
    ...{ orders: ORDERS, usual: LIST_SORTS.onboardings.usual, id: 'o.id' },
    ...{ fields: FIELDS, from: FROM, conditions, parameters },
    present: presentOnboarding,
  });
}

/**
 * One onboarding with its tasks, if the principal may see it.
 * @throws DomainError not-found for unknown ones and for those out of scope alike
 */
export async function visibleOnboardingDetail(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<OnboardingDetail> {
  const parameters: unknown[] = [id];
  const visible = visibleOnboarding(principal, 'o', parameters);
  const [row] = await db.query<OnboardingRow>(
    `SELECT ${FIELDS} ${FROM} WHERE o.id = $1 AND ${visible}`,
    parameters,
  );
  if (!row) throw new DomainError('not-found', 'There is no such onboarding.');
  const tasks = await db.query<TaskRow>(
    `${TASK} WHERE k.onboarding_id = $1 ORDER BY k.due_on, k.position`,
    [id],
  );
  return { ...presentOnboarding(row), checklist: await presentTasks(db, tasks, principal.id) };
}

/** The tasks that are a person's own, of onboardings that were not cancelled: the open ones first, then the newest. */
export async function tasksOf(db: Queryable, ownerId: string): Promise<OnboardingTaskWire[]> {
  const rows = await db.query<TaskRow>(
    `${TASK} WHERE k.owner_id = $1 AND o.status <> 'cancelled'
     ORDER BY k.settled_at IS NOT NULL, k.settled_at DESC, k.due_on, k.position, k.id LIMIT ${MOST_TASKS}`,
    [ownerId],
  );
  return presentTasks(db, rows, ownerId);
}

/** Tasks whose documents wait for the reader to accept them or send them back: what came in first comes first. */
export async function reviewsOf(db: Queryable, readerId: string): Promise<OnboardingTaskWire[]> {
  const rows = await db.query<TaskRow>(
    `${TASK} JOIN (SELECT task_id, min(uploaded_at) AS since FROM onboarding_document WHERE status = 'waiting' GROUP BY task_id)
       waiting ON waiting.task_id = k.id
     WHERE o.status <> 'cancelled' AND EXISTS (SELECT FROM employee r WHERE r.id = $1 AND ${keepsDocumentsOf('r', 'o.person_id')})
     ORDER BY waiting.since, k.id LIMIT ${MOST_TASKS}`,
    [readerId],
  );
  return (await presentTasks(db, rows, readerId)).filter(({ mayReview }) => mayReview);
}

/** One task as a reader sees it. @throws DomainError not-found, also when they may not see its onboarding */
export async function visibleTask(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<OnboardingTaskWire> {
  const parameters: unknown[] = [id];
  const visible = visibleOnboarding(principal, 'o', parameters);
  const [row] = await db.query<TaskRow>(`${TASK} WHERE k.id = $1 AND ${visible}`, parameters);
  if (!row) throw new DomainError('not-found', 'There is no such task.');
  return presentTask(row, {
    readerId: principal.id,
    handIn: (await handInsOf(db, [id], principal.id)).get(id),
  });
}

/** A task of the newcomer's own that asks for a document, and what they handed in for it. */
interface DocumentTask {
  id: string;
  title: string;
  help: string;
  kind: NonNullable<OnboardingTaskWire['documentKind']>;
  handIn: HandIn;
}

/** The tasks by which somebody who joins hands documents in, with what is there, as they themselves see it. */
export async function documentTasksOf(
  db: Queryable,
  { onboardingId, personId }: { onboardingId: string; personId: string },
): Promise<DocumentTask[]> {
  const tasks = await db.query<Omit<DocumentTask, 'handIn'>>(
    `SELECT id, title, help, document_kind AS kind FROM onboarding_task
     WHERE onboarding_id = $1 AND owner_role = 'employee' AND document_kind IS NOT NULL AND status <> 'not-applicable'
     ORDER BY position`,
    [onboardingId],
  );
  const ids = tasks.map(({ id }) => id);
  const handIns = await handInsOf(db, ids, personId);
  const nothing: HandIn = { state: 'none', documents: [], mayReview: false };
  return tasks.map((task) => ({ ...task, handIn: handIns.get(task.id) ?? nothing }));
}

/**
 * What holds a newcomer: open blocking tasks of the onboarding they are in, soonest due first. Those that have not come
 * up yet hold nobody.
 */
export async function blockingTasksOf(
  db: Queryable,
  personId: string,
): Promise<{ id: string; title: string }[]> {
  return db.query(
    `SELECT k.id, k.title FROM onboarding o JOIN onboarding_task k ON k.onboarding_id = o.id
     WHERE o.person_id = $1 AND o.status = 'running' AND o.purpose = 'onboarding' AND k.blocking AND k.status = 'open'
     ORDER BY k.due_on, k.position`,
    [personId],
  );
}

function presentOnboarding(row: OnboardingRow): OnboardingWire {
  return {
    id: row.id,
    person: { id: row.personId, name: row.personName },
    template: row.template,
    purpose: row.purpose,
    dayZero: row.dayZero,
    status: row.status,
    startedBy: { id: row.startedById, name: row.startedByName },
    startedAt: row.startedAt.toISOString(),
    ended: row.endedAt && {
      at: row.endedAt.toISOString(),
      by: ref(row.endedById, row.endedByName),
      reason: row.endReason,
    },
    tasks: row.tasks,
  };
}

async function presentTasks(
  db: Queryable,
  rows: TaskRow[],
  readerId: string,
): Promise<OnboardingTaskWire[]> {
  const asking = rows.filter(({ documentKind }) => documentKind !== null).map(({ id }) => id);
  const handIns = await handInsOf(db, asking, readerId);
  return rows.map((row) => presentTask(row, { readerId, handIn: handIns.get(row.id) }));
}

function presentTask(
  row: TaskRow,
  { readerId, handIn }: { readerId: string; handIn: HandIn | undefined },
): OnboardingTaskWire {
  return {
    id: row.id,
    onboardingId: row.onboardingId,
    purpose: row.purpose,
    person: { id: row.personId, name: row.personName },
    title: row.title,
    help: row.help,
    ownerRole: row.ownerRole,
    owner: ref(row.ownerId, row.ownerName),
    takenOverFrom: ref(row.fromId, row.fromName),
    dueOn: row.dueOn,
    blocking: row.blocking,
    wantsDocument: row.wantsDocument,
    status: row.status,
    settledAt: row.settledAt?.toISOString() ?? null,
    settledBy: ref(row.settledById, row.settledByName),
    reason: row.reason,
    document: row.document,
    documentKind: row.documentKind,
    handIn: handIn?.state ?? 'none',
    documents: handIn?.documents ?? [],
    mayReview: handIn?.mayReview ?? false,
    mine: row.status === 'open' && row.isRunning && row.ownerId === readerId,
  };
}

function ref(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' };
}
