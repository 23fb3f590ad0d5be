import type { Principal } from '../../../domain/access/principal';
import { formatDate } from '../../../domain/dates/format';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { belowCeiling } from '../../../domain/money/ceiling';
import { parseMoney } from '../../../domain/money/money';
import { quoteLine, readQuantity } from '../../../domain/sales/quote';
import { checkShares } from '../../../domain/sales/shares';
import { isOpenStage } from '../../../domain/sales/stages';
import type {
  DealWire,
  NewActivity,
  NewCredit,
  NewQuote,
  NewSplits,
} from '../../../domain/wire/deals';
import { violatedConstraint, type Transaction } from '../../../platform/database/database';
import { findDeal } from '../deal-page-query';
import {
  auditSales,
  lockDeal,
  requireRevision,
  requireRight,
  type LockedDeal,
  type SalesDeps,
} from './sales-parts';

interface About {
  principal: Principal;
  id: string;
}

/**
 * Says whose a deal is: all shares at once, which come to the whole.
 * @throws DomainError not-found, forbidden, conflict (changed meanwhile), invalid-input (60 and 30, somebody twice or not in sales)
 */
export async function shareDeal(
  deps: SalesDeps,
  input: About & { shares: NewSplits },
): Promise<DealWire> {
  const { principal, id, shares } = input;
  const problems = checkShares(shares.splits);
  await deps.db.transaction(async (tx) => {
    const deal = await lockDeal(tx, principal, id);
    requireRight(
      deal.rights.share,
      deal.stage === 'won'
        ? 'The shares of a won deal are exchanged by the head of its department.'
        : 'Shares are set by who owns the deal, or stands above them.',
    );
    requireRevision('deal', deal.revision, shares.revision);
    if (problems.length > 0) throw invalidInput(problems);
    await requireSellers(tx, id, shares.splits);
    tx.send('DELETE FROM deal_split WHERE deal_id = $1', [id]);
    tx.send(
      `INSERT INTO deal_split (deal_id, employee_id, bps)
       SELECT $1, s."employeeId", s.bps FROM jsonb_to_recordset($2::jsonb) AS s ("employeeId" uuid, bps integer)`,
      [id, JSON.stringify(shares.splits)],
    );
    touch(tx, id);
    const details = { splits: shares.splits };
    auditSales(tx, { principal, type: 'deal', id, action: 'shared', details });
  });
  return findDeal(deps.db, principal, id);
}

const touch = (tx: Transaction, id: string) =>
  tx.send('UPDATE deal SET revision = revision + 1 WHERE id = $1', [id]);

/** Whoever has left keeps a share they had; a new one is for those who sell. */
async function requireSellers(
  tx: Transaction,
  dealId: string,
  splits: NewSplits['splits'],
): Promise<void> {
  const known = await tx.query<{ id: string }>(
    `SELECT e.id FROM employee e LEFT JOIN department d ON d.id = e.department_id
     WHERE e.id = ANY($1::uuid[]) AND ((e.active AND d.kind = 'sales')
       OR EXISTS (SELECT 1 FROM deal_split s WHERE s.deal_id = $2 AND s.employee_id = e.id))`,
    [splits.map(({ employeeId }) => employeeId), dealId],
  );
  const ids = new Set(known.map(({ id }) => id));
  const problems = splits.flatMap(({ employeeId }, at) =>
    ids.has(employeeId)
      ? []
      : [{ path: `splits.${at}.employeeId`, message: 'Choose somebody of a sales department' }],
  );
  if (problems.length > 0) throw invalidInput(problems);
}

/**
 * Writes the lines of an offer, all at once; the deal's amount and cost become their sums. Without lines they stay.
 * @throws DomainError not-found, forbidden, conflict (changed meanwhile, or closed), invalid-input (another currency, more than can be kept)
 */
export async function quoteDeal(
  deps: SalesDeps,
  input: About & { quote: NewQuote },
): Promise<DealWire> {
  const { principal, id, quote } = input;
  await deps.db.transaction(async (tx) => {
    const deal = await lockDeal(tx, principal, id);
    requireRight(deal.rights.change, 'Offers are written by who owns the deal, or stands above.');
    requireRevision('deal', deal.revision, quote.revision);
    if (!isOpenStage(deal.stage))
      throw new DomainError('conflict', `This deal is ${deal.stage}: its offer stays as it is.`);
    const rows = linesOf(deal, quote);
    tx.send('DELETE FROM deal_line WHERE deal_id = $1', [id]);
    tx.send(
      `INSERT INTO deal_line (deal_id, ordinal, description, quantity_milli, unit_price_minor, unit_cost_minor,
         discount_bps, amount_minor, cost_minor)
       SELECT $1, l.ordinal, l.description, l.quantity_milli, l.unit_price_minor, l.unit_cost_minor, l.discount_bps,
         l.amount_minor, l.cost_minor
       FROM jsonb_to_recordset($2::jsonb) AS l (ordinal integer, description text, quantity_milli bigint,
         unit_price_minor bigint, unit_cost_minor bigint, discount_bps integer, amount_minor bigint, cost_minor bigint)`,
      [id, JSON.stringify(rows)],
    );
    tx.send(
      `UPDATE deal d SET amount_minor = s.amount, cost_minor = s.cost FROM (
         SELECT sum(amount_minor) AS amount, sum(cost_minor) AS cost FROM deal_line WHERE deal_id = $1) AS s
       WHERE d.id = $1 AND s.amount IS NOT NULL`,
      [id],
    );
    touch(tx, id);
    const details = { lines: rows.length };
    auditSales(tx, { principal, type: 'deal', id, action: 'quoted', details });
  });
  return findDeal(deps.db, principal, id);
}

function linesOf(deal: LockedDeal, { lines }: NewQuote): Record<string, unknown>[] {
  const sums = { unitPrice: 0n, unitCost: 0n };
  const minorOf = (path: string, wire: NewQuote['lines'][number]['unitPrice']) => {
    const money = parseMoney(wire);
    if (money.currency !== deal.currency)
      throw invalidInput([
        { path: `${path}.currency`, message: `The deal is in ${deal.currency}` },
      ]);
    return money.minor;
  };
  return lines.map((line, at) => {
    const price = {
      quantityMilli: readQuantity(line.quantity) ?? 0n,
      unitPriceMinor: minorOf(`lines.${at}.unitPrice`, line.unitPrice),
      unitCostMinor: minorOf(`lines.${at}.unitCost`, line.unitCost),
      discountBps: line.discountBps,
    };
    const { amountMinor, costMinor } = quoteLine(price);
    const comesTo = { unitPrice: amountMinor, unitCost: costMinor };
    for (const member of ['unitPrice', 'unitCost'] as const) {
      const minor = comesTo[member];
      belowCeiling({ minor, currency: deal.currency }, `lines.${at}.${member}.amount`);
      sums[member] += minor;
      belowCeiling({ minor: sums[member], currency: deal.currency }, 'lines');
    }
    return {
      ...{ ordinal: at + 1, description: line.description, discount_bps: line.discountBps },
      ...{ quantity_milli: `${price.quantityMilli}`, amount_minor: `${amountMinor}` },
      ...{ unit_price_minor: `${price.unitPriceMinor}`, cost_minor: `${costMinor}` },
      unit_cost_minor: `${price.unitCostMinor}`,
    };
  });
}

/** Notes what was done about a deal, or is to be done on a day. @throws DomainError not-found, forbidden */
export async function noteActivity(
  deps: SalesDeps,
  input: About & { activity: NewActivity },
): Promise<DealWire> {
  const { principal, id, activity } = input;
  await deps.db.transaction(async (tx) => {
    const deal = await lockDeal(tx, principal, id);
    requireRight(deal.rights.note, 'Activities are noted by those who work in sales.');
    tx.send(
      'INSERT INTO deal_activity (deal_id, kind, text, due_on, author_id) VALUES ($1, $2, $3, $4, $5)',
      [id, activity.kind, activity.text, activity.dueOn ?? null, principal.id],
    );
    auditSales(tx, { principal, type: 'deal', id, action: 'noted' });
  });
  return findDeal(deps.db, principal, id);
}

/** Says that something planned is done; a second time changes nothing. @throws DomainError not-found, forbidden */
export async function finishActivity(
  deps: SalesDeps,
  input: About & { activityId: string },
): Promise<DealWire> {
  const { principal, id, activityId } = input;
  await deps.db.transaction(async (tx) => {
    const deal = await lockDeal(tx, principal, id);
    requireRight(deal.rights.note, 'Activities are finished by those who work in sales.');
    const done = await tx.query(
      `UPDATE deal_activity SET done_at = coalesce(done_at, $3)
       WHERE id = $1 AND deal_id = $2 AND due_on IS NOT NULL RETURNING id`,
      [activityId, id, deps.clock.now()],
    );
    if (done.length === 0) throw new DomainError('not-found', 'There is nothing planned like that');
    auditSales(tx, { principal, type: 'deal', id, action: 'activity-done' });
  });
  return findDeal(deps.db, principal, id);
}

/**
 * Records what was invoiced, paid or given back of a won deal, once for each reference; for finance and admins.
 * @throws DomainError not-found, forbidden, conflict (recorded already), invalid-input (more than it is worth, or than
 * was paid; another currency; a day to come, or before it was won)
 */
export async function recordCredit(
  deps: SalesDeps,
  input: About & { credit: NewCredit },
): Promise<DealWire> {
  const { principal, id, credit } = input;
  const money = parseMoney(credit.amount);
  const refuse = (path: string, message: string) => invalidInput([{ path, message }]);
  try {
    await deps.db.transaction(async (tx) => {
      const deal = await lockDeal(tx, principal, id);
      requireRight(deal.rights.credit, 'Finance records what comes of a deal, once it is won.');
      if (money.currency !== deal.currency)
        throw refuse('amount.currency', `The deal is in ${deal.currency}`);
      if (money.minor === 0n) throw refuse('amount', 'Say how much');
      if (credit.on > dateIn(principal.zone, deps.clock.now()))
        throw refuse('on', 'This day is still to come');
      if (deal.closedOn !== null && credit.on < deal.closedOn)
        throw refuse('on', `It was won on ${formatDate(deal.closedOn)} only`);
      await requireNewReference(tx, id, credit);
      await tx.query(
        `INSERT INTO deal_credit (deal_id, basis, amount_minor, credited_on, reference, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, credit.basis, money.minor, credit.on, credit.reference, principal.id],
      );
      const details = { basis: credit.basis };
      auditSales(tx, { principal, type: 'deal', id, action: 'credited', details });
    });
  } catch (error) {
    throw asRefusal(error, credit);
  }
  return findDeal(deps.db, principal, id);
}

/** Asked before anything else is: the same payment once more would also be too much, which is not what is wrong. */
async function requireNewReference(
  tx: Transaction,
  dealId: string,
  { basis, reference }: NewCredit,
): Promise<void> {
  const [known] = await tx.query(
    'SELECT 1 FROM deal_credit WHERE deal_id = $1 AND basis = $2 AND reference = $3',
    [dealId, basis, reference],
  );
  if (known) throw new DomainError('conflict', `“${reference}” is recorded as ${basis} already.`);
}

function asRefusal(error: unknown, { basis }: NewCredit): unknown {
  if (violatedConstraint(error) !== 'deal_credit_fits') return error;
  const limit = basis === 'refunded' ? 'was paid' : 'the deal is worth';
  return invalidInput([{ path: 'amount', message: `With it, more is ${basis} than ${limit}` }]);
}
