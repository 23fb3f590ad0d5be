import type { Transaction } from '../../platform/database/database';
import { priceLines } from '../../modules/timesheets/price-lines';
import { writeBudgets } from './budgets';
import type { History } from './history';
import { writeIncentivePlan, writeIncentiveRuns } from './incentive-history';
import { issueAll, readBookKeys, writeInvoices } from './invoice-history';
import { plannedInvoices } from './invoice-plan';
import type { NumberSeries } from './number-series';
import { writeOnboardings } from './onboarding-history';
import { writeProjectTerms } from './project-terms';
import { seededRandom } from './random';
import { settleAll, writeReceipts } from './receipt-history';
import { writeTimeHistory } from './time-history';
import { writeWorkRates } from './work-rates';

/** Of its own, so that business took nothing from the numbers everything else is made of. */
const BUSINESS_SEED = 20_261_205;

/**
 * What the company does business with: rates, terms of projects, two years of approved time, what was invoiced for it and
 * what customers have paid. Writes what all of it stands on as well; bells, approvals and chats are left to be written.
 */
export async function writeBusiness(
  tx: Transaction,
  shared: History,
  numbers: NumberSeries,
): Promise<void> {
  const history: History = { ...shared, random: seededRandom(BUSINESS_SEED) };
  const { rows, random, staff } = history;
  writeWorkRates(history, random);
  const terms = writeProjectTerms(history, random);
  const worked = writeTimeHistory(history);
  const keys = await readBookKeys(tx);
  const planned = plannedInvoices(history, { terms, worked });
  const issued = writeInvoices(history, { planned, keys, numbers });
  const allocations = writeReceipts(history, { issued, numbers });
  await writeBudgets(tx, history, random);
  await writeOnboardings(tx, history, random);
  const planId = writeIncentivePlan(history);
  numbers.write();
  await rows.write(tx, 'customer_receipt_reversal');
  const { id: financeId } = staff.by('finance');
  issueAll(tx, issued, financeId);
  settleAll(tx, allocations, financeId);
  await rows.write(tx, 'approval_request');
  priceLines(tx, null);
  await writeIncentiveRuns(tx, history, planId);
}
