import { addDays, type CalendarDate } from '../../domain/dates/calendar';
import type { Transaction } from '../../platform/database/database';
import type { History } from './history';
import { officeTime } from './office-hours';
import type { Random } from './random';
import { isoInstant } from './rows';

const SET_ON: CalendarDate = '2026-03-24';
const FIRST_MONTH: CalendarDate = '2026-04-01';
const MONTHS = 12;

/** What departments may spend in a month of the fiscal year, in rupees by the code of the account. */
const BUDGETS: Record<string, Record<string, number>> = {
  Sales: { '5100': 45_000, '5110': 12_000, '5120': 30_000, '5130': 8000, '5200': 90_000 },
  Consulting: { '5100': 60_000, '5110': 10_000, '5120': 45_000, '5140': 25_000, '5200': 120_000 },
  'Human Resources': { '5140': 20_000, '5130': 6000 },
  Finance: { '5130': 6000 },
};

/** Adds the budgets of the fiscal year the past ends in: whoever goes beyond one is warned. */
export async function writeBudgets(
  tx: Transaction,
  { rows, staff }: History,
  random: Random,
): Promise<void> {
  const accounts = await tx.query<{ code: string; id: string }>('SELECT code, id FROM account');
  const idOf = new Map(accounts.map(({ code, id }) => [code, id]));
  for (const [department, codes] of Object.entries(BUDGETS))
    for (const [code, rupees] of Object.entries(codes))
      for (const starts_on of months())
        rows.add('budget', {
          ...{ id: random.uuid(), department_id: staff.departmentId(department), starts_on },
          ...{ account_id: idOf.get(code), amount_minor: `${rupees * 100}`, action: 'warn' },
          ...{ set_by: staff.by('finance').id, set_at: isoInstant(officeTime(SET_ON, 11, 0)) },
        });
}

function months(): CalendarDate[] {
  let month = FIRST_MONTH;
  return Array.from({ length: MONTHS }, () => {
    const found = month;
    month = `${addDays(month, 31).slice(0, 7)}-01`;
    return found;
  });
}
