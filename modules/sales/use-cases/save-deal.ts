import type { Principal } from '../../../domain/access/principal';
import { DomainError, invalidInput } from '../../../domain/errors';
import { parseMoney } from '../../../domain/money/money';
import { dateIn } from '../../../domain/dates/today';
import { WHOLE_BPS } from '../../../domain/sales/shares';
import { isOpenStage } from '../../../domain/sales/stages';
import type { DealWire, EditDeal, NewDeal } from '../../../domain/wire/deals';
import type { Transaction } from '../../../platform/database/database';
import { takeNumber } from '../../document-numbers/use-cases/take-number';
import { findDeal } from '../deal-page-query';
import {
  assignments,
  auditSales,
  departmentOfSeller,
  lockDeal,
  requireCustomer,
  requireRevision,
  requireRight,
  requireSales,
  requireSight,
  type LockedDeal,
  type SalesDeps,
} from './sales-parts';

/** A number of the deals of a year, "D-2026-0001". */
export const nextDealNumber = (tx: Transaction, year: number): Promise<string> =>
  takeNumber(tx, { series: 'D', year });

/**
 * Adds a deal, wholly its owner's, who is oneself unless told.
 * @throws DomainError forbidden, invalid-input (a customer one does not see, an owner who is not in sales or whose deals one does not see)
 */
export async function addDeal(
  deps: SalesDeps,
  input: { principal: Principal; deal: NewDeal },
): Promise<DealWire> {
  const { principal, deal } = input;
  requireSales(principal);
  const { amountMinor, costMinor, currency } = readAmounts(deal);
  const today = dateIn(principal.zone, deps.clock.now());
  const id = await deps.db.transaction(async (tx) => {
    await requireCustomer(tx, principal, deal);
    const ownerId = deal.ownerId ?? principal.id;
    const departmentId = await departmentOfSeller(tx, ownerId, 'ownerId');
    const number = await nextDealNumber(tx, Number(today.slice(0, 4)));
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO deal (number, name, customer_id, contact_id, owner_id, department_id, stage, currency, amount_minor,
         cost_minor, expected_on, created_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING id`,
      [
        ...[number, deal.name, deal.customerId, deal.contactId ?? null, ownerId, departmentId],
        ...[deal.stage, currency, amountMinor, costMinor, deal.expectedOn, principal.id],
      ],
    );
    const dealId = row?.id ?? '';
    tx.send('INSERT INTO deal_split (deal_id, employee_id, bps) VALUES ($1, $2, $3)', [
      ...[dealId, ownerId, WHOLE_BPS],
    ]);
    tx.send('INSERT INTO deal_stage_change (deal_id, to_stage, changed_by) VALUES ($1, $2, $3)', [
      ...[dealId, deal.stage, principal.id],
    ]);
    const details = { ownerId, stage: deal.stage };
    auditSales(tx, { principal, type: 'deal', id: dealId, action: 'added', details });
    await requireSight(lockDeal(tx, principal, dealId));
    return dealId;
  });
  return findDeal(deps.db, principal, id);
}

/** Amount and cost in minor units of one currency. @throws DomainError invalid-input where they differ in it */
function readAmounts(deal: Pick<NewDeal, 'amount' | 'cost'>) {
  const amount = parseMoney(deal.amount);
  const cost = deal.cost ? parseMoney(deal.cost) : { minor: 0n, currency: amount.currency };
  if (cost.currency !== amount.currency)
    throw invalidInput([{ path: 'cost.currency', message: `The deal is in ${amount.currency}` }]);
  return { amountMinor: amount.minor, costMinor: cost.minor, currency: amount.currency };
}

const PLAIN = { name: 'name', contactId: 'contact_id', expectedOn: 'expected_on' };

/**
 * Changes what a deal says; what is absent stays. What it is worth is fixed once it is won or lost, and follows from the
 * lines of its offer where there are any.
 * @throws DomainError not-found, forbidden, conflict (changed meanwhile, or closed), invalid-input
 */
export async function editDeal(
  deps: SalesDeps,
  input: { principal: Principal; id: string; changes: EditDeal },
): Promise<DealWire> {
  const { principal, id, changes } = input;
  await deps.db.transaction(async (tx) => {
    const deal = await lockDeal(tx, principal, id);
    requireRight(deal.rights.change, 'This deal is changed by who owns it, or stands above them.');
    requireRevision('deal', deal.revision, changes.revision);
    requireFreeFigures(deal, changes);
    const { set, values } = assignments(changes, PLAIN, 2);
    const add = (column: string, value: unknown) =>
      set.push(`${column} = $${values.push(value) + 1}`);
    await addReferences(tx, { principal, deal, changes, add });
    addAmounts(deal, changes, add);
    await tx.query(
      `UPDATE deal SET ${[...set, 'revision = revision + 1'].join(', ')} WHERE id = $1`,
      [id, ...values],
    );
    const changed = Object.keys(changes).filter((key) => key !== 'revision');
    const details = { changed, ownerId: changes.ownerId };
    auditSales(tx, { principal, type: 'deal', id, action: 'edited', details });
  });
  return findDeal(deps.db, principal, id);
}

function requireFreeFigures(deal: LockedDeal, changes: EditDeal): void {
  const figures = (['amount', 'cost', 'customerId', 'expectedOn'] as const).filter(
    (key) => changes[key] !== undefined,
  );
  if (figures.length > 0 && !isOpenStage(deal.stage))
    throw new DomainError(
      'conflict',
      `This deal is ${deal.stage}: open it again to change its figures.`,
    );
  const amounts = figures.filter((key) => key === 'amount' || key === 'cost');
  if (deal.hasLines && amounts.length > 0)
    throw invalidInput(
      amounts.map((path) => ({ path, message: 'It follows from the lines of the offer' })),
    );
}

type Add = (column: string, value: unknown) => void;

/** Whose it is and with whom: a new owner brings their department, shares stay as they are. */
async function addReferences(
  tx: Transaction,
  of: { principal: Principal; deal: LockedDeal; changes: EditDeal; add: Add },
): Promise<void> {
  const { principal, deal, changes, add } = of;
  const customerId = changes.customerId ?? deal.customerId;
  const isMoved = customerId !== deal.customerId;
  if (isMoved || changes.contactId)
    await requireCustomer(tx, principal, { customerId, contactId: changes.contactId });
  if (isMoved) {
    add('customer_id', customerId);
    if (changes.contactId === undefined) add('contact_id', null);
  }
  if (changes.ownerId !== undefined && changes.ownerId !== deal.ownerId) {
    add('department_id', await departmentOfSeller(tx, changes.ownerId, 'ownerId'));
    add('owner_id', changes.ownerId);
  }
}

function addAmounts(deal: LockedDeal, { amount, cost }: EditDeal, add: Add): void {
  if (amount === undefined && cost === undefined) return;
  const currency = amount?.currency ?? deal.currency;
  if (amount) add('amount_minor', parseMoney(amount).minor);
  if (cost && cost.currency !== currency)
    throw invalidInput([{ path: 'cost.currency', message: `Use ${currency}` }]);
  if (cost) add('cost_minor', parseMoney(cost).minor);
  if (currency === deal.currency) return;
  // An old cost in another currency would be read as if it were of this one.
  if (cost === undefined && deal.costMinor !== '0')
    throw invalidInput([{ path: 'cost', message: `Say what it costs in ${currency}` }]);
  add('currency', currency);
}
