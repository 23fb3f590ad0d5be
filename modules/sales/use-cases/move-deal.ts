import type { Principal } from '../../../domain/access/principal';
import type { CalendarDate } from '../../../domain/dates/calendar';
import { dateIn } from '../../../domain/dates/today';
import { DomainError, invalidInput } from '../../../domain/errors';
import { CLOSE_REASONS, isOpenStage, STAGE_NAMES } from '../../../domain/sales/stages';
import type { DealWire, MoveDeal } from '../../../domain/wire/deals';
import type { Transaction } from '../../../platform/database/database';
import { findDeal } from '../deal-page-query';
import {
  auditSales,
  lockDeal,
  requireRevision,
  requireRight,
  type LockedDeal,
  type SalesDeps,
} from './sales-parts';

/**
 * Moves a deal to another stage and writes that into its log. A win is credited, on its day; to open a won deal again
 * takes that back by a negative credit, which is for the head of its department while no money came of it.
 * @throws DomainError not-found, forbidden, conflict (changed meanwhile, money came of it), invalid-input
 */
export async function moveDeal(
  deps: SalesDeps,
  input: { principal: Principal; id: string; move: MoveDeal },
): Promise<DealWire> {
  const { principal, id, move } = input;
  const today = dateIn(principal.zone, deps.clock.now());
  await deps.db.transaction(async (tx) => {
    const deal = await lockDeal(tx, principal, id);
    requireMove(deal, move);
    requireRevision('deal', deal.revision, move.revision);
    const close = isOpenStage(move.stage) ? null : readClose(deal, move, today);
    if (deal.stage === 'won') await takeBackWin(tx, { deal, principal, today });
    await tx.query(
      `UPDATE deal SET stage = $2, closed_on = $3, close_reason = $4, close_note = $5, revision = revision + 1 WHERE id = $1`,
      [id, move.stage, close?.on ?? null, close?.reason ?? null, close ? move.note : ''],
    );
    tx.send(
      'INSERT INTO deal_stage_change (deal_id, from_stage, to_stage, note, changed_by) VALUES ($1, $2, $3, $4, $5)',
      [id, deal.stage, move.stage, move.note, principal.id],
    );
    if (move.stage === 'won' && close) creditWin(tx, { deal, principal, on: close.on });
    const details = { from: deal.stage, to: move.stage };
    auditSales(tx, { principal, type: 'deal', id, action: 'moved', details });
  });
  return findDeal(deps.db, principal, id);
}

function requireMove({ stage, rights }: LockedDeal, move: MoveDeal): void {
  if (isOpenStage(stage))
    requireRight(rights.change, 'This deal is moved by who owns it, or stands above them.');
  else
    requireRight(
      rights.reopen,
      stage === 'won'
        ? 'A won deal is opened again by the head of its department, before it is handed over.'
        : 'This deal is opened again by who owns it, or stands above them.',
    );
  if (stage === move.stage)
    throw invalidInput([{ path: 'stage', message: `It stands at ${STAGE_NAMES[stage]} already` }]);
}

/** The day and the reason of a win or a loss. @throws DomainError invalid-input */
function readClose(
  deal: LockedDeal,
  move: MoveDeal,
  today: CalendarDate,
): { on: CalendarDate; reason: string } {
  const end = move.stage === 'won' ? 'won' : 'lost';
  if (end === 'won' && deal.amountMinor === '0')
    throw invalidInput([{ path: 'stage', message: 'Say first what the deal is worth' }]);
  if (move.reason === undefined || !Object.hasOwn(CLOSE_REASONS[end], move.reason))
    throw invalidInput([{ path: 'reason', message: `Say why it was ${end}` }]);
  const on = move.on ?? today;
  if (on > today) throw invalidInput([{ path: 'on', message: 'This day is still to come' }]);
  return { on, reason: move.reason };
}

function creditWin(
  tx: Transaction,
  { deal, principal, on }: { deal: LockedDeal; principal: Principal; on: CalendarDate },
): void {
  tx.send(
    `INSERT INTO deal_credit (deal_id, basis, amount_minor, credited_on, reference, recorded_by)
     SELECT $1, 'won', $2, $3, 'Win ' || (SELECT count(*) + 1 FROM deal_credit k
       WHERE k.deal_id = $1 AND k.basis = 'won' AND k.reverses_id IS NULL), $4`,
    [deal.id, deal.amountMinor, on, principal.id],
  );
}

async function takeBackWin(
  tx: Transaction,
  of: { deal: LockedDeal; principal: Principal; today: CalendarDate },
): Promise<void> {
  const { deal, principal, today } = of;
  const [money] = await tx.query(
    `SELECT 1 FROM deal_credit WHERE deal_id = $1 AND basis <> 'won' LIMIT 1`,
    [deal.id],
  );
  if (money) throw new DomainError('conflict', 'Money came of this deal already: it stays won.');
  await tx.query(
    `INSERT INTO deal_credit (deal_id, basis, amount_minor, credited_on, reference, reverses_id, recorded_by)
     SELECT k.deal_id, 'won', -k.amount_minor, $2, k.reference || ' taken back', k.id, $3
     FROM deal_credit k WHERE k.deal_id = $1 AND k.basis = 'won' AND k.reverses_id IS NULL
       AND NOT EXISTS (SELECT 1 FROM deal_credit r WHERE r.reverses_id = k.id)`,
    [deal.id, today, principal.id],
  );
}
