import { randomUUID } from 'node:crypto';
import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { formatMoney, parseMoney } from '../../../domain/money/money';
import type { DealWire, Handover } from '../../../domain/wire/deals';
import type { Transaction } from '../../../platform/database/database';
import type { Bus } from '../../../platform/realtime/bus';
import { takeNumber } from '../../document-numbers/use-cases/take-number';
import { notifyPeople, type NotificationDraft } from '../../notifications/use-cases/notify-people';
import { findDeal } from '../deal-page-query';
import { auditSales, lockDeal, requireRight, type LockedDeal, type SalesDeps } from './sales-parts';

interface Input {
  principal: Principal;
  id: string;
  handover: Handover;
}

/** A project that was made of a deal. */
interface MadeProject {
  id: string;
  code: string;
  headId: string | null;
}

/**
 * Makes a won deal a project of consulting, once: with its customer, a budget and what was promised. Those who take it
 * over and those who sold it are told. The deal's row is locked, so of two at once the second finds it handed over.
 * @throws DomainError not-found, forbidden, conflict (handed over already), invalid-input (a budget above the deal's
 * worth or in another currency, a manager who is not in consulting)
 */
export async function handOverDeal(
  deps: SalesDeps & { bus: Bus },
  { principal, id, handover }: Input,
): Promise<DealWire> {
  const budget = parseMoney(handover.budget);
  await deps.db.transaction(async (tx) => {
    const deal = await lockDeal(tx, principal, id);
    await requireOnce(tx, id);
    requireRight(
      deal.rights.handOver,
      'A won deal is handed over by who owns it, or stands above.',
    );
    requireBudget(deal, budget);
    const project = await makeProject(tx, { deal, handover });
    tx.send(
      `INSERT INTO deal_handover (deal_id, project_id, currency, budget_minor, notes, handed_by)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [id, project.id, budget.currency, budget.minor, handover.notes, principal.id],
    );
    const details = { projectId: project.id, managerId: handover.managerId };
    auditSales(tx, { principal, type: 'deal', id, action: 'handed-over', details });
    const drafts = await tellings(tx, { principal, deal, handover, project });
    notifyPeople(deps, tx, drafts);
  });
  return findDeal(deps.db, principal, id);
}

async function requireOnce(tx: Transaction, dealId: string): Promise<void> {
  const [before] = await tx.query<{ code: string }>(
    'SELECT p.code FROM deal_handover h JOIN project p ON p.id = h.project_id WHERE h.deal_id = $1',
    [dealId],
  );
  if (before)
    throw new DomainError('conflict', `This deal was handed over already: it is ${before.code}.`);
}

function requireBudget(deal: LockedDeal, budget: { minor: bigint; currency: string }): void {
  const refuse = (path: string, message: string) => invalidInput([{ path, message }]);
  if (budget.currency !== deal.currency)
    throw refuse('budget.currency', `The deal is in ${deal.currency}`);
  if (budget.minor === 0n) throw refuse('budget', 'Say how much may be spent');
  const worth = { minor: BigInt(deal.amountMinor), currency: deal.currency };
  if (budget.minor > worth.minor) throw refuse('budget', `The deal is worth ${formatMoney(worth)}`);
}

async function makeProject(
  tx: Transaction,
  { deal, handover }: { deal: LockedDeal; handover: Handover },
): Promise<MadeProject> {
  const [manager] = await tx.query<{ departmentId: string; headId: string | null }>(
    `SELECT d.id AS "departmentId", d.head_id AS "headId" FROM employee e JOIN department d ON d.id = e.department_id
     WHERE e.id = $1 AND e.active AND d.kind = 'consulting' FOR SHARE OF e`,
    [handover.managerId],
  );
  if (!manager)
    throw invalidInput([{ path: 'managerId', message: 'Choose somebody of consulting' }]);
  const id = randomUUID();
  // "P-2027-0001", by the year a project starts in.
  const code = await takeNumber(tx, { series: 'P', year: Number(handover.startsOn.slice(0, 4)) });
  tx.send(
    `INSERT INTO project (id, code, name, customer, department_id, manager_id, status, starts_on)
     SELECT $1, $2, $3, c.name, $4, $5, 'planned', $6 FROM customer c WHERE c.id = $7`,
    [
      ...[id, code, handover.projectName, manager.departmentId, handover.managerId],
      ...[handover.startsOn, deal.customerId],
    ],
  );
  return { id, code, headId: manager.headId };
}

/** Both sides: who will manage the project and who heads them; who sold it and who heads those. Not who does it. */
async function tellings(
  tx: Transaction,
  of: { principal: Principal; deal: LockedDeal; handover: Handover; project: MadeProject },
): Promise<NotificationDraft[]> {
  const { principal, deal, handover, project } = of;
  const sold = await tx.query<{ id: string }>(
    `SELECT s.employee_id AS id FROM deal_split s WHERE s.deal_id = $1
     UNION SELECT d.owner_id FROM deal d WHERE d.id = $1
     UNION SELECT p.head_id FROM department p WHERE p.id = $2 AND p.head_id IS NOT NULL`,
    [deal.id, deal.departmentId],
  );
  const takers = [...new Set([handover.managerId, project.headId])];
  const dedupeKey = `handed-over/${deal.id}`;
  return [
    ...takers.map((userId) => ({
      ...{ userId: userId ?? '', type: 'project-handed-over', dedupeKey },
      title: `${project.code} ${handover.projectName} is handed over to you`,
      ...{
        body: `By ${principal.name}, of the deal ${deal.number}`,
        link: `/projects/${project.id}`,
      },
    })),
    ...sold.map(({ id: userId }) => ({
      ...{ userId, type: 'deal-handed-over', dedupeKey, link: `/deals/${deal.id}` },
      title: `${deal.number} ${deal.name} is handed over`,
      body: `As the project ${project.code}, by ${principal.name}`,
    })),
  ].filter(({ userId }) => userId !== '' && userId !== principal.id);
}
