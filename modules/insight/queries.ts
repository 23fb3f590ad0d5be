import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { isOfNow } from '../../domain/insight/measures';
import type { Page } from '../../domain/wire/common';
import type { InsightCase, InsightCaseFilter } from '../../domain/wire/insight';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { instantKey, instantKeySchema, instantOfKey } from '../../platform/database/instant-key';
import { casesSql } from './cases';

/** The departments whose requests count for somebody, by name. */
export async function measuredDepartments(
  db: Queryable,
  principal: Principal,
): Promise<{ id: string; name: string }[]> {
  return db.query(
    'SELECT id, name FROM department WHERE $1::boolean OR id = ANY($2::uuid[]) ORDER BY name',
    [scope(principal, 'approval').everyone, principal.headsDepartmentIds],
  );
}

interface CaseRow extends Omit<
  InsightCase,
  'kindLabel' | 'requester' | 'approver' | 'startedAt' | 'endedAt'
> {
  requesterId: string;
  requesterName: string;
  approverId: string | null;
  approverName: string | null;
  startedAt: Date;
  endedAt: Date | null;
  sortKey: string;
}

/** A case before its kind is given a name. */
export type UnlabelledCase = Omit<InsightCase, 'kindLabel'>;

/**
 * A page of the cases behind a figure: what is over by when it ended, newest first; what waits, oldest first.
 * @throws DomainError invalid-input on a broken cursor
 */
export async function listCases(
  db: Queryable,
  principal: Principal,
  query: InsightCaseFilter & { limit: number; cursor?: string },
): Promise<Page<UnlabelledCase>> {
  const { limit, cursor, ...filter } = query;
  const parameters: unknown[] = [];
  const cases = casesSql(principal, filter, parameters);
  const waits = isOfNow(filter.measure);
  const key = waits || filter.measure === 'submitted' ? 'c.started_at' : 'c.ended_at';
  const after = decodeCursor(cursor, { sortKey: instantKeySchema });
  const beyond = after
    ? `WHERE (${key}, c.id) ${waits ? '>' : '<'} (${instantOfKey(`$${parameters.push(after.sortKey)}`)}, $${parameters.push(after.id)}::uuid)`
    : '';
  const direction = waits ? 'ASC' : 'DESC';
  const rows = await db.query<CaseRow>(
    `WITH c AS (SELECT * FROM (${cases}) c ${beyond} ORDER BY ${key} ${direction}, c.id ${direction} LIMIT ${limit + 1})
     SELECT c.id, c.request_id AS "approvalId", c.kind, c.title, c.status, c.requester_id AS "requesterId",
       q.name AS "requesterName", dept.name AS department, c.step, c.approver_id AS "approverId",
       a.name AS "approverName", c.channel, c.started_at AS "startedAt", c.ended_at AS "endedAt", c.seconds,
       ${instantKey(key)} AS "sortKey"
     FROM c JOIN employee q ON q.id = c.requester_id LEFT JOIN department dept ON dept.id = c.department_id
     LEFT JOIN employee a ON a.id = c.approver_id ORDER BY ${key} ${direction}, c.id ${direction}`,
    parameters,
  );
  return toPage(rows, limit, {
    position: ({ sortKey, id }) => ({ sortKey, id }),
    present: presentCase,
  });
}

function presentCase(row: CaseRow): UnlabelledCase {
  const { approverId, approverName } = row;
  return {
    ...{ id: row.id, approvalId: row.approvalId, kind: row.kind, title: row.title },
    ...{ status: row.status, department: row.department, step: row.step, channel: row.channel },
    requester: { id: row.requesterId, name: row.requesterName },
    approver: approverId === null ? null : { id: approverId, name: approverName ?? '' },
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    seconds: row.seconds,
  };
}
