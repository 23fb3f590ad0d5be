import { z } from 'zod';
import type { CalendarDate } from '../../domain/dates/calendar';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { toMoneyWire } from '../../domain/money/money';
import type { Page, PersonRef } from '../../domain/wire/common';
import type { WorkRateQuery, WorkRateWire } from '../../domain/wire/timesheets';
import { decodeCursor, toPage } from '../../platform/database/cursor';
import type { Queryable } from '../../platform/database/database';

interface RateRow extends Omit<WorkRateWire, 'hour' | 'setAt'> {
  minor: string;
  setAt: Date;
  setBy: PersonRef;
}

const RATES = `SELECT r.id, r.kind, r.project_role AS role, r.grade, r.valid_from AS "validFrom", r.hour_minor AS minor,
    (SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = r.employee_id) AS person,
    (SELECT json_build_object('id', e.id, 'name', e.name) FROM employee e WHERE e.id = r.set_by) AS "setBy",
    (SELECT min(n.valid_from) - 1 FROM work_rate n WHERE n.kind = r.kind AND n.valid_from > r.valid_from
      AND (n.employee_id = r.employee_id OR n.project_role = r.project_role OR n.grade = r.grade)) AS until,
    r.set_at AS "setAt"
  FROM work_rate r`;

/** What an hour is worth, those that begin last first. For finance and admins: the route lets nobody else through. */
export async function listWorkRates(
  db: Queryable,
  query: WorkRateQuery,
): Promise<Page<WorkRateWire>> {
  const after = decodeCursor(query.cursor, { sortKey: z.iso.date() });
  const rows = await db.query<RateRow>(
    `${RATES} WHERE ($1::text IS NULL OR r.kind = $1) AND ($2::uuid IS NULL OR r.employee_id = $2)
       AND ($3::date IS NULL OR (r.valid_from, r.id) < ($3, $4::uuid))
     ORDER BY r.valid_from DESC, r.id DESC LIMIT $5`,
    [
      ...[query.kind ?? null, query.employeeId ?? null],
      ...[after?.sortKey ?? null, after?.id ?? null, query.limit + 1],
    ],
  );
  return toPage(rows, query.limit, {
    position: ({ validFrom, id }: { validFrom: CalendarDate; id: string }) => ({
      ...{ sortKey: validFrom, id },
    }),
    present: presentRate,
  });
}

/** One rate by its id. */
export async function findWorkRate(db: Queryable, id: string): Promise<WorkRateWire> {
  const [row] = await db.query<RateRow>(`${RATES} WHERE r.id = $1`, [id]);
  if (!row) throw new Error('the rate was not written');
  return presentRate(row);
}

function presentRate({ minor, setAt, ...row }: RateRow): WorkRateWire {
  return {
    ...row,
    hour: toMoneyWire({ minor: BigInt(minor), currency: COMPANY_CURRENCY }),
    setAt: setAt.toISOString(),
  };
}
