import type { Database, Transaction } from '../../platform/database/database';
import { hashPassword } from '../../platform/tokens/password';
import { ringBells } from './bells';
import { keepBooks, openBooks } from './books';
import { writeBusiness } from './business-history';
import { writeChatHistory } from './chat-history';
import { writeClaimHistory } from './claim-history';
import { DEMO_PASSWORD } from './company';
import { numberSeries } from './number-series';
import { writeLeaveHistory } from './leave-history';
import type { History } from './history';
import { hireEverybody } from './people-rows';
import { writeProjectHistory } from './project-history';
import { writePeopleRequests } from './people-requests';
import { writePurchasingHistory } from './purchasing-history';
import { seededRandom } from './random';
import { collectRows } from './rows';
import { writeSalesHistory } from './sales-history';

const SEED = 20_241_101;
const LAST_PAY_DAY = '2026-10-31T18:30:00Z';
/** Two people who have not looked at their newest bell yet. */
const NOT_LOOKED = ['sales.head', 'hr'];

/**
 * Loads the demo company of eleven people and their last two years, in one transaction.
 * Everything but the password's salt is the same on every machine. A database with people in it is left alone.
 * @returns whether it was loaded now
 */
export async function loadDemoCompany(db: Database): Promise<{ loaded: boolean }> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  return db.transaction(async (tx) => {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('demo-company'))");
    const [people] = await tx.query<{ some: boolean }>(
      'SELECT EXISTS (SELECT 1 FROM employee) AS some',
    );
    if (people?.some) return { loaded: false };
    await writeCompany(tx, passwordHash);
    return { loaded: true };
  });
}

async function writeCompany(tx: Transaction, passwordHash: string): Promise<void> {
  const rows = collectRows();
  const random = seededRandom(SEED);
  const staff = hireEverybody(rows, random, passwordHash);
  const history: History = { rows, random, staff, bells: [] };
  writeLeaveHistory(history);
  writeClaimHistory(history);
  writeProjectHistory(history);
  const numbers = numberSeries(rows);
  writePurchasingHistory(history, numbers);
  writePeopleRequests(history, numbers);
  writeSalesHistory(history, numbers);
  await replacePlaces(tx);
  await openBooks(tx);
  await writeBusiness(tx, history, numbers);
  writeChatHistory(history);
  ringBells(rows, history.bells, {
    unread: new Set(NOT_LOOKED.map((login) => staff.by(login).id)),
  });
  await rows.write(tx);
  for (const { departmentId, headId } of staff.heads)
    await tx.query('UPDATE department SET head_id = $2 WHERE id = $1', [departmentId, headId]);
  await sumUpLedger(tx);
  await payOldClaims(tx);
  await keepBooks(tx);
}

/** It brings its own places, instead of the one everybody starts with. */
async function replacePlaces(tx: Transaction): Promise<void> {
  for (const table of ['location', 'calendar_holiday', 'work_calendar'])
    await tx.query(`DELETE FROM ${table}`);
}

/** The balances are what the ledger says, by the same sums that a check would do. */
async function sumUpLedger(tx: Transaction): Promise<void> {
  await tx.query(
    `INSERT INTO leave_balance (employee_id, type, granted, held, taken)
     SELECT employee_id, type,
       sum(CASE entry WHEN 'grant' THEN units WHEN 'expire' THEN -units ELSE 0 END),
       sum(CASE entry WHEN 'hold' THEN units WHEN 'release' THEN -units ELSE 0 END),
       sum(CASE entry WHEN 'take' THEN units WHEN 'restore' THEN -units ELSE 0 END)
     FROM leave_ledger GROUP BY employee_id, type`,
  );
}

/** What was approved before the last weeks has been paid; the rest is finance's to pay. */
async function payOldClaims(tx: Transaction): Promise<void> {
  await tx.query(
    `UPDATE reimbursement_state s SET paid_minor = s.amount_minor
     FROM reimbursement r WHERE r.claim_id = s.claim_id AND r.created_at < $1`,
    [LAST_PAY_DAY],
  );
}
