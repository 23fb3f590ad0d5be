import type { Principal } from '../../domain/access/principal';
import { DomainError } from '../../domain/errors';
import { periodOf, type PeriodLength } from '../../domain/incentives/periods';
import type { IncentiveRunState } from '../../domain/incentives/run-contract';
import type { Page } from '../../domain/wire/common';
import type {
  IncentiveRunWire,
  StatementContent,
  StatementQuery,
  StatementRowWire,
  StatementWire,
} from '../../domain/wire/incentives';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { companyMoney } from './plan-store';
import { visibleRuns, visibleStatements } from './policy';

/** Runs that are shown: the newest. */
const MOST_RUNS = 100;

interface RunRow extends Omit<
  IncentiveRunWire,
  'period' | 'payable' | 'drawnAt' | 'publishedAt' | 'postedAt'
> {
  length: PeriodLength;
  payable: string;
  drawnAt: Date;
  publishedAt: Date | null;
  postedAt: Date | null;
}

/** The runs one may see, the newest period first; drafts that were given up are left out. */
export async function listRuns(db: Queryable, principal: Principal): Promise<IncentiveRunWire[]> {
  const parameters: unknown[] = [];
  const condition = `${visibleRuns(principal, parameters)} AND r.status <> 'discarded'`;
  return readRuns(db, condition, parameters);
}

/** One run. @throws DomainError not-found */
export async function findRun(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<IncentiveRunWire> {
  const parameters: unknown[] = [id];
  const [run] = await readRuns(
    db,
    `r.id = $1 AND ${visibleRuns(principal, parameters)}`,
    parameters,
  );
  if (!run) throw new DomainError('not-found', 'There is no such run');
  return run;
}

async function readRuns(
  db: Queryable,
  condition: string,
  parameters: unknown[],
): Promise<IncentiveRunWire[]> {
  const rows = await db.query<RunRow>(
    `SELECT r.id, json_build_object('id', p.id, 'name', p.name) AS plan,
       json_build_object('id', d.id, 'name', d.name) AS department, p.period AS length, r.from_on AS "from",
       r.to_on AS "to", r.status, r.problems, r.people, r.payable_minor AS payable, r.hash,
       json_build_object('id', e.id, 'name', e.name) AS "drawnBy", r.drawn_at AS "drawnAt",
       r.published_at AS "publishedAt", r.posted_at AS "postedAt",
       (SELECT a.id FROM approval_request a WHERE a.subject_id = r.id AND a.kind = 'incentive-run'
         ORDER BY a.submitted_at DESC LIMIT 1) AS "approvalId"
     FROM incentive_run r JOIN incentive_plan p ON p.id = r.plan_id JOIN department d ON d.id = p.department_id
     JOIN employee e ON e.id = r.drawn_by
     WHERE ${condition} ORDER BY r.from_on DESC, p.name, r.drawn_at DESC LIMIT ${MOST_RUNS}`,
    parameters,
  );
  return rows.map(({ length, payable, drawnAt, publishedAt, postedAt, ...row }) => ({
    ...row,
    period: periodOf(length, row.from).name,
    payable: companyMoney(payable),
    drawnAt: drawnAt.toISOString(),
    publishedAt: publishedAt?.toISOString() ?? null,
    postedAt: postedAt?.toISOString() ?? null,
  }));
}

interface StatementRow {
  id: string;
  runId: string;
  plan: StatementRowWire['plan'];
  length: PeriodLength;
  from: string;
  seller: StatementRowWire['seller'];
  status: IncentiveRunState;
  payable: string;
  carried: string;
  sortKey: string;
}

const STATEMENT_COLUMNS = `s.id, r.id AS "runId", json_build_object('id', p.id, 'name', p.name) AS plan,
  p.period AS length, r.from_on AS "from", json_build_object('id', e.id, 'name', e.name) AS seller, r.status,
  s.payable_minor AS payable, s.carried_minor AS carried, r.from_on::text || ' ' || e.name AS "sortKey"`;
const STATEMENT_TABLES = `incentive_statement s JOIN incentive_run r ON r.id = s.run_id
  JOIN incentive_plan p ON p.id = r.plan_id JOIN employee e ON e.id = s.employee_id`;

/** The statements one may see, the newest period first; of a run that was given up none. */
export async function listStatements(
  db: Queryable,
  principal: Principal,
  query: StatementQuery,
): Promise<Page<StatementRowWire>> {
  const parameters: unknown[] = [];
  const conditions = [visibleStatements(principal, parameters), `r.status <> 'discarded'`];
  if (query.runId) conditions.push(`r.id = $${parameters.push(query.runId)}`);
  if (query.employeeId) conditions.push(`s.employee_id = $${parameters.push(query.employeeId)}`);
  const after = decodeCursor(query.cursor);
  if (after)
    conditions.push(
      `(r.from_on::text || ' ' || e.name, s.id) < ($${parameters.push(after.sortKey)}, $${parameters.push(after.id)}::uuid)`,
    );
  const rows = await db.query<StatementRow>(
    `SELECT ${STATEMENT_COLUMNS} FROM ${STATEMENT_TABLES} WHERE ${conditions.join(' AND ')}
     ORDER BY r.from_on::text || ' ' || e.name DESC, s.id DESC LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: ({ sortKey, id }) => ({ sortKey, id }),
    present: presentRow,
  });
}

/** One statement with all it says, as it was frozen. @throws DomainError not-found */
export async function findStatement(
  db: Queryable,
  principal: Principal,
  id: string,
): Promise<StatementWire> {
  const parameters: unknown[] = [id];
  const [row] = await db.query<
    StatementRow & { content: string; hash: string; publishedAt: Date | null }
  >(
    `SELECT ${STATEMENT_COLUMNS}, s.content, s.hash, r.published_at AS "publishedAt"
     FROM ${STATEMENT_TABLES} WHERE s.id = $1 AND ${visibleStatements(principal, parameters)}`,
    parameters,
  );
  if (!row) throw new DomainError('not-found', 'There is no such statement');
  return {
    ...presentRow(row),
    hash: row.hash,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    mayDispute: row.status === 'published' && row.seller.id === principal.id,
    content: JSON.parse(row.content) as StatementContent,
  };
}

function presentRow(row: StatementRow): StatementRowWire {
  const { id, runId, plan, from, seller, status } = row;
  return {
    ...{ id, runId, plan, from, seller, status },
    period: periodOf(row.length, from).name,
    payable: companyMoney(row.payable),
    carriedForward: companyMoney(row.carried),
  };
}
