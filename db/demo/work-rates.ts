import type { CalendarDate } from '../../domain/dates/calendar';
import type { RateKind } from '../../domain/timesheets/rates';
import type { History } from './history';
import { officeTime } from './office-hours';
import { isoInstant } from './rows';
import type { Random } from './random';

type Steps = [valid_from: CalendarDate, rupees: number][];

const YEARS: CalendarDate[] = ['2024-04-01', '2025-04-01', '2026-04-01'];
const yearly = (...rupees: number[]): Steps =>
  rupees.map((hour, year) => [YEARS[year] as CalendarDate, hour]);

/** What an hour of each grade costs and is billed at, raised every April. */
const GRADES: Record<string, Record<RateKind, Steps>> = {
  E1: { cost: yearly(1250, 1350, 1450), bill: yearly(3200, 3400, 3600) },
  E2: { cost: yearly(1500, 1600, 1700), bill: yearly(3800, 4000, 4200) },
  E3: { cost: yearly(1900, 2050, 2200), bill: yearly(4800, 5000, 5400) },
  M2: { cost: yearly(3200, 3400, 3700), bill: yearly(7000, 7200, 7500) },
  M3: { cost: yearly(4600, 4900, 5200), bill: yearly(9500, 9800, 10_200) },
  M4: { cost: yearly(6500, 6900, 7300), bill: yearly(12_000, 12_500, 13_000) },
};

/** Who costs something else than their grade: a place in London does. */
const OWN: Record<string, Record<RateKind, Steps>> = {
  consultant2: { cost: [['2026-04-01', 1850]], bill: [['2026-04-01', 4300]] },
};

/** Adds the rates, of grades first. */
export function writeWorkRates({ rows, staff }: History, random: Random): void {
  const add = (kind: RateKind, of: object, steps: Steps) => {
    for (const [valid_from, rupees] of steps)
      rows.add('work_rate', {
        ...{ id: random.uuid(), kind, employee_id: null, grade: null, ...of, valid_from },
        ...{ hour_minor: `${rupees * 100}`, set_by: staff.by('finance').id },
        set_at: isoInstant(officeTime(valid_from, 10, 15)),
      });
  };
  for (const [grade, kinds] of Object.entries(GRADES))
    for (const kind of ['cost', 'bill'] as const) add(kind, { grade }, kinds[kind]);
  for (const [login, kinds] of Object.entries(OWN))
    for (const kind of ['cost', 'bill'] as const)
      add(kind, { employee_id: staff.by(login).id }, kinds[kind]);
}

/** What an hour of somebody is billed at on a day, in paise: their own rate before that of their grade. */
export function billRate(person: { login: string; grade: string }, on: CalendarDate): bigint {
  const newest = (steps: Steps = []) => steps.findLast(([from]) => from <= on)?.[1];
  const rupees = newest(OWN[person.login]?.bill) ?? newest(GRADES[person.grade]?.bill);
  if (rupees === undefined) throw new Error(`no bill rate of ${person.login} on ${on}`);
  return BigInt(rupees) * 100n;
}
