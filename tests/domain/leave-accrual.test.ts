import fc from 'fast-check';
import { addDays, daysBetween } from '../../domain/dates/calendar';
import {
  ACCRUAL_FREQUENCIES,
  accrualFor,
  accrualPeriods,
  accrualShare,
  carriedUntil,
} from '../../domain/leave/accrual';
import { parseUnits } from '../../domain/leave/days';
import {
  dueGrants,
  grantsOfYear,
  type GivenPeriod,
  type GrantingVersion,
} from '../../domain/leave/due-grants';
import { formatUnits } from '../../domain/leave/working-days';

const annual = fc.integer({ min: 0, max: 36_600 });
const frequency = fc.constantFrom(...ACCRUAL_FREQUENCIES);
const year = fc.integer({ min: 2000, max: 2100 });
const sum = (items: { units: number }[]) => items.reduce((total, { units }) => total + units, 0);

const version = (changes: Partial<GrantingVersion> = {}): GrantingVersion => ({
  ...{ id: 'one', validFrom: '2026-01-01', validTo: null, annualUnits: 1900 },
  ...{ frequency: 'monthly', prorate: true, carryMax: 1000 },
  ...changes,
});

describe('shares of a year', () => {
  test('19 days over 12 months are 19.00', () => {
    const periods = accrualPeriods({ annualUnits: 1900, frequency: 'monthly' }, 2026);
    expect(periods.map(({ units }) => units)).toEqual([
      158, 158, 159, 158, 158, 159, 158, 158, 159, 158, 158, 159,
    ]);
    expect(formatUnits(sum(periods))).toBe('19.0');
  });

  test('quarters begin in exactly four months', () => {
    const periods = accrualPeriods({ annualUnits: 1000, frequency: 'quarterly' }, 2026);
    expect(periods).toEqual([
      { from: '2026-01-01', to: '2026-03-31', units: 250 },
      { from: '2026-04-01', to: '2026-06-30', units: 250 },
      { from: '2026-07-01', to: '2026-09-30', units: 250 },
      { from: '2026-10-01', to: '2026-12-31', units: 250 },
    ]);
  });

  test('are the whole year together, and hardly differ', () => {
    fc.assert(
      fc.property(annual, frequency, year, (annualUnits, often, of) => {
        const periods = accrualPeriods({ annualUnits, frequency: often }, of);
        expect(sum(periods)).toBe(annualUnits);
        const units = periods.map((period) => period.units);
        expect(Math.max(...units) - Math.min(...units)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('cover the year without a gap', () => {
    fc.assert(
      fc.property(frequency, year, (often, of) => {
        const periods = accrualPeriods({ annualUnits: 100, frequency: often }, of);
        expect(periods[0]!.from).toBe(`${of}-01-01`);
        expect(periods.at(-1)!.to).toBe(`${of}-12-31`);
        for (const [index, period] of periods.entries())
          if (index > 0) expect(period.from).toBe(addDays(periods[index - 1]!.to, 1));
      }),
    );
  });

  test('never take anything away', () => {
    fc.assert(
      fc.property(annual, fc.integer({ min: 1, max: 12 }), (annualUnits, n) => {
        for (let k = 1; k <= n; k++)
          expect(accrualShare(annualUnits, k, n)).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});

describe('who joins or leaves', () => {
  const period = { from: '2026-04-01', to: '2026-04-30', units: 300 };
  const share = (joinedOn: string, lastDay: string | null = null, prorate = true) =>
    accrualFor(period, { joinedOn, lastDay, prorate });

  test('gets the share of the days they are there', () => {
    expect(share('2020-01-01')).toEqual({ on: '2026-04-01', units: 300 });
    expect(share('2026-04-01')).toEqual({ on: '2026-04-01', units: 300 });
    expect(share('2026-04-16')).toEqual({ on: '2026-04-16', units: 150 });
    expect(share('2020-01-01', '2026-04-10')).toEqual({ on: '2026-04-01', units: 100 });
    expect(share('2026-04-11', '2026-04-20')).toEqual({ on: '2026-04-11', units: 100 });
    expect(share('2026-05-01')).toBeNull();
    expect(share('2020-01-01', '2026-03-31')).toBeNull();
  });

  test('gets the whole of a period where nothing is prorated', () => {
    expect(share('2026-04-30', null, false)).toEqual({ on: '2026-04-30', units: 300 });
  });

  test('one who leaves and one who follows get no more than one who stays, and lose next to nothing', () => {
    fc.assert(
      fc.property(
        annual,
        frequency,
        fc.integer({ min: 0, max: 363 }),
        (annualUnits, often, day) => {
          const rule = version({ annualUnits, frequency: often });
          const lastDay = addDays('2026-01-01', day);
          const leaver = grantsOfYear([rule], 2026, { joinedOn: '2020-01-01', lastDay });
          const follower = { joinedOn: addDays(lastDay, 1), lastDay: null };
          const together = sum(leaver) + sum(grantsOfYear([rule], 2026, follower));
          expect(together).toBeLessThanOrEqual(annualUnits);
          expect(together).toBeGreaterThanOrEqual(annualUnits - 1);
        },
      ),
    );
  });
});

describe('what is due', () => {
  const person = { joinedOn: '2020-01-01', lastDay: null, given: [] };

  test('is every period that has begun, once', () => {
    const due = dueGrants([version()], { ...person, today: '2026-03-15' });
    expect(due.map(({ periodOn }) => periodOn)).toEqual(['2026-01-01', '2026-02-01', '2026-03-01']);
    const given = accrualPeriods(version(), 2026).slice(0, 3);
    expect(dueGrants([version()], { ...person, today: '2026-03-31', given })).toEqual([]);
    expect(dueGrants([version()], { ...person, today: '2026-04-01', given })).toHaveLength(1);
  });

  test('is given by the version that holds when a period begins', () => {
    const versions = [
      version({ validTo: '2026-06-30' }),
      version({ id: 'two', validFrom: '2026-07-01', annualUnits: 2400, carryMax: null }),
    ];
    const grants = grantsOfYear(versions, 2026, person);
    expect(grants).toHaveLength(12);
    expect(sum(grants)).toBe(950 + 1200);
    expect(grants.map(({ year: bucket }) => bucket)).toEqual([
      ...Array<number>(6).fill(2026),
      ...Array<null>(6).fill(null),
    ]);
  });

  test('is nothing for months that a longer period before has brought already', () => {
    const yearly = version({ frequency: 'yearly', annualUnits: 1800, validTo: '2026-06-30' });
    const monthly = version({ id: 'two', validFrom: '2026-07-01', annualUnits: 1800 });
    expect(sum(grantsOfYear([yearly, monthly], 2026, person))).toBe(1800);
    expect(sum(grantsOfYear([yearly, monthly], 2027, person))).toBe(1800);
    const halves = version({ frequency: 'half-yearly', annualUnits: 1000, validTo: '2026-03-31' });
    const quarterly = version({
      ...{ id: 'two', validFrom: '2026-04-01', annualUnits: 1000, frequency: 'quarterly' },
    });
    expect(grantsOfYear([halves, quarterly], 2026, person)).toMatchObject([
      { periodOn: '2026-01-01', units: 500 },
      { periodOn: '2026-07-01', units: 250 },
      { periodOn: '2026-10-01', units: 250 },
    ]);
  });

  test('is nothing for months that were given, when the version that gave them is dated away', () => {
    const monthly = version({ annualUnits: 1800 });
    const given = [{ from: '2026-01-01', to: '2026-12-31' }];
    expect(dueGrants([monthly], { ...person, today: '2026-11-29', given })).toEqual([]);
    expect(dueGrants([monthly], { ...person, today: '2027-01-01', given })).toHaveLength(1);
  });

  test('run day by day, or only at the end, it comes to the same', () => {
    fc.assert(
      fc.property(
        annual,
        frequency,
        fc.integer({ min: 0, max: 364 }),
        (annualUnits, often, day) => {
          const versions = [version({ annualUnits, frequency: often })];
          const someone = { joinedOn: addDays('2026-01-01', day), lastDay: null };
          const given: GivenPeriod[] = [];
          let daily = 0;
          for (let date = '2026-01-01'; date <= '2026-12-31'; date = addDays(date, 1))
            for (const grant of dueGrants(versions, { ...someone, today: date, given })) {
              given.push({ from: grant.periodOn, to: grant.periodOn });
              daily += grant.units;
            }
          const late = dueGrants(versions, { ...someone, today: '2027-02-01', given: [] });
          expect(daily).toBe(sum(late.filter(({ periodOn }) => periodOn < '2027-01-01')));
        },
      ),
      { numRuns: 30 },
    );
  });
});

test('what is carried over lasts for months and days of the new year', () => {
  expect(carriedUntil(2027, { months: 3, days: null })).toBe('2027-03-31');
  expect(carriedUntil(2028, { months: 2, days: 0 })).toBe('2028-02-29');
  expect(carriedUntil(2027, { months: null, days: 45 })).toBe('2027-02-14');
  expect(carriedUntil(2027, { months: 12, days: null })).toBe('2027-12-31');
  expect(carriedUntil(2027, { months: null, days: null })).toBeNull();
  expect(daysBetween('2026-12-31', carriedUntil(2027, { months: 1, days: 1 })!)).toBe(32);
});

test('days are read as people write them', () => {
  expect(['12', '1.5', '-2', '+0.25', ' 3.05 ', '0'].map(parseUnits)).toEqual([
    1200, 150, -200, 25, 305, 0,
  ]);
  for (const text of ['', 'two', '1,5', '1.234', '1e2', '--1', '.5', '1000'])
    expect(parseUnits(text)).toBeUndefined();
  fc.assert(
    fc.property(fc.integer({ min: -99_999, max: 99_999 }), (units) => {
      expect(parseUnits(formatUnits(units))).toBe(units);
    }),
  );
});
