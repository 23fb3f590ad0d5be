import { z } from 'zod';
import type { Principal } from '../../domain/access/principal';
import { scope } from '../../domain/access/scope';
import { bucketName, LEDGER_SIGN, sourceWords, type LedgerEntry } from '../../domain/leave/ledger';
import type { LeaveType } from '../../domain/leave/leave-types';
import { formatUnits } from '../../domain/leave/working-days';
import { dateSchema, type Page, type PersonRef } from '../../domain/wire/common';
import type { LeaveLedgerQuery, LeaveLedgerRow } from '../../domain/wire/leave-accounts';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';
import { visibleEmployees } from '../people/policy';

interface Row {
  id: string;
  employee: PersonRef;
  type: LeaveType;
  entry: LedgerEntry;
  units: number;
  on: string;
  source: string;
  note: string | null;
  year: number | null;
  carried: boolean;
  validFrom: string | null;
  leave: LeaveLedgerRow['leave'];
  by: PersonRef | null;
  at: Date;
}

/** The rows behind the balances a person may see, the newest first. */
export async function listLeaveLedger(
  db: Queryable,
  principal: Principal,
  query: LeaveLedgerQuery,
): Promise<Page<LeaveLedgerRow>> {
  const after = decodeCursor(query.cursor, {
    sortKey: dateSchema,
    id: z.string().regex(/^\d{1,18}$/),
  });
  const parameters: unknown[] = [];
  const conditions = [visibleEmployees(scope(principal, 'leave'), 'l.employee_id', parameters)];
  if (query.employeeId) conditions.push(`l.employee_id = $${parameters.push(query.employeeId)}`);
  if (query.type) conditions.push(`l.type = $${parameters.push(query.type)}`);
  if (query.asOf) conditions.push(`l.effective_on <= $${parameters.push(query.asOf)}::date`);
  if (after)
    conditions.push(
      `(l.effective_on, l.id) < ($${parameters.push(after.sortKey)}::date, $${parameters.push(after.id)}::bigint)`,
    );
  const rows = await db.query<Row>(
    `SELECT l.id::text, json_build_object('id', e.id, 'name', e.name) AS employee, l.type, l.entry, l.units,
       l.effective_on AS "on", l.source, l.note, b.year, b.carried, b.valid_from AS "validFrom", l.created_at AS at,
       CASE WHEN r.id IS NOT NULL THEN json_build_object('from', r.from_on, 'to', r.to_on, 'approvalId',
         (SELECT a.id FROM approval_request a WHERE a.subject_id = r.id AND a.kind = 'leave'
          ORDER BY a.submitted_at DESC LIMIT 1)) END AS leave,
       CASE WHEN w.id IS NOT NULL THEN json_build_object('id', w.id, 'name', w.name) END AS by
     FROM leave_ledger l
     JOIN employee e ON e.id = l.employee_id
     JOIN leave_bucket b ON b.id = l.bucket_id
     LEFT JOIN leave_request r ON r.id = l.leave_request_id
     LEFT JOIN employee w ON w.id = l.actor_id
     WHERE ${conditions.join(' AND ')}
     ORDER BY l.effective_on DESC, l.id DESC LIMIT $${parameters.push(query.limit + 1)}`,
    parameters,
  );
  return toPage(rows, query.limit, {
    position: (row) => ({ sortKey: row.on, id: row.id }),
    present,
  });
}

function present({
  units,
  source,
  note,
  year,
  carried,
  validFrom,
  at,
  ...row
}: Row): LeaveLedgerRow {
  return {
    ...row,
    days: formatUnits(LEDGER_SIGN[row.entry] * units),
    about: note ?? sourceWords(source),
    bucket: bucketName({ year, carried, validFrom }),
    at: at.toISOString(),
  };
}
