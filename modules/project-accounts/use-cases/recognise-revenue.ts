import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { formatDate } from '../../../domain/dates/format';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { COMPANY_CURRENCY } from '../../../domain/money/company-currency';
import { toMoneyWire } from '../../../domain/money/money';
import type { MoneyWire } from '../../../domain/wire/common';
import type { Clock } from '../../../platform/clock/clock';
import type { Database, Transaction } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { postEntry, requireOpenMonth } from '../../finance/use-cases/post-entry';
import { RECOGNITION } from '../queries-of-accounts';
import { requireAccount } from '../policy';
import { standingOn } from '../standing-queries';

/**
 * Posts what a project has earned by a day and is not in the books: work in progress against revenue, or back where more
 * was invoiced than earned. After it the revenue in the books is what was earned, so that a second one posts nothing.
 * @throws DomainError not-found, invalid-input (a day to come), conflict (no terms, a rate is missing, nothing to post, the
 *   month is closed)
 */
export async function recogniseRevenue(
  { db, clock }: { db: Database; clock: Clock },
  input: { principal: Principal; projectId: string; on: CalendarDate },
): Promise<{ entryId: string; amount: MoneyWire }> {
  const { principal, projectId, on } = input;
  if (on > dateIn(principal.zone, clock.now()))
    throw invalidInput([{ path: 'on', message: 'This date is in the future' }]);
  return db.transaction(async (tx) => {
    const { code } = await requireAccount(tx, principal, projectId);
    await tx.query('SELECT FROM project WHERE id = $1 FOR UPDATE', [projectId]);
    await requireOpenMonth(tx, on);
    const minor = await dueOn(tx, projectId, on);
    const memo = `Revenue of ${code} up to ${formatDate(on)}`;
    const entryId = await post(tx, { ...input, minor, memo });
    recordAudit(tx, [
      {
        ...{ actorId: principal.id, action: 'project.revenue-recognised', channel: 'app' },
        ...{ subjectType: 'project', subjectId: projectId, details: { on, entryId } },
      },
    ]);
    return { entryId, amount: toMoneyWire({ minor, currency: COMPANY_CURRENCY }) };
  });
}

async function dueOn(tx: Transaction, projectId: string, on: CalendarDate): Promise<bigint> {
  const { terms, toRecognise } = await standingOn(tx, projectId, on);
  if (!terms) throw new DomainError('conflict', 'How this project earns is not set yet');
  if (toRecognise === null)
    throw new DomainError('conflict', 'A rate is missing: see the project’s profit and loss');
  if (toRecognise === 0n)
    throw new DomainError('conflict', 'What was earned by then is in the books already');
  return toRecognise;
}

async function post(
  tx: Transaction,
  of: { principal: Principal; projectId: string; on: CalendarDate; minor: bigint; memo: string },
): Promise<string> {
  const { projectId, minor } = of;
  const [found] = await tx.query<{ asset: string; revenue: string; departmentId: string }>(
    `SELECT account_for('work-in-progress') AS asset, account_for('project-revenue') AS revenue,
       department_id AS "departmentId" FROM project WHERE id = $1`,
    [projectId],
  );
  if (!found) throw new Error('a project that was found is gone');
  const amount = minor < 0n ? -minor : minor;
  const sides = (debit: boolean) => (debit ? { debit: amount } : { credit: amount });
  const id = await postEntry(tx, {
    source: { kind: RECOGNITION, id: randomUUID(), event: 'recognised' },
    ...{ on: of.on, memo: of.memo, by: of.principal.id },
    lines: [
      { accountId: found.asset, projectId, ...sides(minor > 0n) },
      {
        ...{ accountId: found.revenue, projectId, departmentId: found.departmentId },
        ...sides(minor < 0n),
      },
    ],
  });
  if (id === null) throw new Error('a new entry was there already');
  return id;
}
