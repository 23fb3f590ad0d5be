import fc from 'fast-check';
import { addDays } from '../../domain/dates/calendar';
import {
  encashable,
  endOfBucket,
  isUsableOn,
  leaveDays,
  planUse,
  type Bucket,
} from '../../domain/leave/buckets';
import { idleHalfProblems } from '../../domain/leave/request-window';
import {
  mondayToFriday,
  workingUnits,
  type LeavePeriod,
  type Sandwich,
} from '../../domain/leave/working-days';

const bucket = (id: string, free: number, changes: Partial<Bucket> = {}): Bucket => ({
  ...{ id, free, isRunning: false, validFrom: null, expiresOn: null },
  ...changes,
});
const running = (free: number) => bucket('running', free, { isRunning: true });
const on = (date: string, units: number) => ({ on: date, units });
const none: ReadonlySet<string> = new Set();
const whole = (from: string, to: string): LeavePeriod => ({
  ...{ from, to, fromHalf: 'am', toHalf: 'pm' },
});

describe('what pays for leave', () => {
  const spring = bucket('spring', 200, { expiresOn: '2027-03-31' });
  const year = bucket('year', 500, { validFrom: '2027-01-01', expiresOn: '2027-12-31' });

  test('is what is lost first', () => {
    const days = [on('2027-03-01', 100), on('2027-03-02', 100), on('2027-03-03', 50)];
    expect(planUse(days, [running(300), year, spring], 0)).toEqual({
      uses: [
        { bucketId: 'spring', units: 200 },
        { bucketId: 'year', units: 50 },
      ],
      uncovered: 0,
    });
  });

  test('must be usable on the very day', () => {
    const days = [on('2026-12-31', 100), on('2027-01-04', 100), on('2027-04-01', 100)];
    expect(planUse(days, [spring, year], 0)).toEqual({
      uses: [
        { bucketId: 'spring', units: 200 },
        { bucketId: 'year', units: 100 },
      ],
      uncovered: 0,
    });
    expect(planUse([on('2028-01-03', 100)], [spring, year], 0).uncovered).toBe(100);
  });

  test('goes below zero as far as the floor, in the running bucket alone', () => {
    expect(planUse([on('2027-05-03', 250)], [running(50)], -200).uncovered).toBe(0);
    expect(planUse([on('2027-05-03', 251)], [running(50)], -200).uncovered).toBe(1);
    expect(planUse([on('2027-05-03', 150)], [running(-100)], -200).uncovered).toBe(50);
    expect(planUse([on('2027-05-03', 100)], [running(-300)], -200).uncovered).toBe(100);
    expect(planUse([on('2027-05-03', 100)], [bucket('kept', 0)], -200).uncovered).toBe(100);
  });

  test('is never more than there is, never out of time, and as much as can be', () => {
    const anyBucket = fc.record({
      free: fc.integer({ min: 0, max: 600 }),
      start: fc.integer({ min: 0, max: 20 }),
      length: fc.integer({ min: 0, max: 20 }),
    });
    const anyDays = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(anyBucket, { maxLength: 5 }), anyDays, (shapes, offsets) => {
        const buckets = shapes.map(({ free, start, length }, index) =>
          bucket(String(index), free, {
            validFrom: addDays('2027-01-01', start),
            expiresOn: addDays('2027-01-01', start + length),
          }),
        );
        const days = offsets.map((offset) => on(addDays('2027-01-01', offset), 100));
        const { uses, uncovered } = planUse(days, buckets, 0);
        const used = uses.reduce((sum, { units }) => sum + units, 0);
        expect(used + uncovered).toBe(days.length * 100);
        for (const { bucketId, units } of uses) {
          const from = buckets.find(({ id }) => id === bucketId)!;
          const inTime = days.filter((day) => isUsableOn(from, day.on)).length * 100;
          expect(units).toBeLessThanOrEqual(Math.min(from.free, inTime));
        }
        expect(uncovered).toBe(mostMissing(days, buckets));
      }),
    );
  });
});

/**
 * What no plan can cover, found without planning (max-flow, min-cut): for every choice of buckets, the days that nothing
 * else could pay for, less what is in those buckets.
 */
function mostMissing(days: { on: string; units: number }[], buckets: Bucket[]): number {
  let most = 0;
  for (let cut = 0; cut < 1 << buckets.length; cut++) {
    const isCut = (index: number) => Boolean(cut & (1 << index));
    const paid = buckets.reduce((sum, { free }, index) => sum + (isCut(index) ? free : 0), 0);
    const stuck = days
      .filter((day) => buckets.every((one, index) => isCut(index) || !isUsableOn(one, day.on)))
      .reduce((sum, { units }) => sum + units, 0);
    most = Math.max(most, stuck - paid);
  }
  return most;
}

describe('the days of a leave', () => {
  test('are its working days with what each costs, whatever it was counted as', () => {
    const rule = { worked: mondayToFriday(new Set(['2026-11-04'])), sandwich: 'none' } as const;
    const week = { ...whole('2026-11-02', '2026-11-06'), toHalf: 'am' } as const;
    const counted = leaveDays({ ...week, units: 350 }, rule);
    expect(counted.map((day) => day.on)).toEqual(
      ['02', '03', '05', '06'].map((day) => `2026-11-${day}`),
    );
    expect(counted.map(({ units }) => units)).toEqual([100, 100, 100, 50]);
    for (const units of [0, 50, 120, 350, 500]) {
      const days = leaveDays({ ...week, units }, rule);
      expect(days.reduce((sum, day) => sum + day.units, 0)).toBe(units);
    }
  });
});

const cost = (period: LeavePeriod, sandwich: Sandwich, off: ReadonlySet<string> = none) =>
  workingUnits(period, { worked: mondayToFriday(off), sandwich });

describe('a weekend within leave', () => {
  test('costs nothing, or two days more where days between working days count', () => {
    const fridayToMonday = whole('2026-11-06', '2026-11-09');
    expect(cost(fridayToMonday, 'none')).toBe(200);
    expect(cost(fridayToMonday, 'inner')).toBe(400);
  });

  test('never counts at either end', () => {
    expect(cost(whole('2026-11-07', '2026-11-09'), 'inner')).toBe(100);
    expect(cost(whole('2026-11-06', '2026-11-08'), 'inner')).toBe(100);
    expect(cost(whole('2026-11-07', '2026-11-08'), 'inner')).toBe(0);
    const diwali = new Set(['2026-11-09']);
    expect(cost(whole('2026-11-06', '2026-11-10'), 'inner', diwali)).toBe(500);
    expect(cost(whole('2026-11-06', '2026-11-09'), 'inner', diwali)).toBe(100);
  });

  test('half a day at the end costs half', () => {
    const period: LeavePeriod = { ...whole('2026-11-06', '2026-11-09'), fromHalf: 'pm' };
    expect(cost(period, 'inner')).toBe(350);
  });
});

test('half of a day on which nobody works is no leave', () => {
  const worked = mondayToFriday(new Set(['2026-11-09']));
  const paths = (period: LeavePeriod) => idleHalfProblems(period, worked).map(({ path }) => path);
  expect(paths({ ...whole('2026-11-09', '2026-11-10'), fromHalf: 'pm' })).toEqual(['fromHalf']);
  expect(paths({ ...whole('2026-11-06', '2026-11-09'), toHalf: 'am' })).toEqual(['toHalf']);
  expect(paths({ ...whole('2026-11-06', '2026-11-10'), fromHalf: 'pm', toHalf: 'am' })).toEqual([]);
  expect(paths(whole('2026-11-09', '2026-11-09'))).toEqual([]);
});

describe('a bucket that is over', () => {
  const ended = bucket('2026', 1400, { expiresOn: '2026-12-31' });
  const until = '2027-03-31';

  test('goes on with what may be carried and loses the rest', () => {
    const carry = { max: 1000, already: 0, until };
    expect(endOfBucket({ bucket: ended, carry })).toEqual({
      ...{ expire: 400, carried: true, expiresOn: until },
    });
    expect(endOfBucket({ bucket: ended, carry: { ...carry, already: 700 } }).expire).toBe(1100);
    expect(endOfBucket({ bucket: ended, carry: { ...carry, max: 2000 } }).expire).toBe(0);
  });

  test('is lost where nothing may be carried', () => {
    const lost = { expire: 1400, carried: false, expiresOn: '2026-12-31' };
    expect(endOfBucket({ bucket: ended, carry: null })).toEqual(lost);
    const carry = { max: 0, already: 0, until };
    expect(endOfBucket({ bucket: ended, carry })).toEqual(lost);
  });
});

test('paid out is what is above the reserve, and no more than a year allows', () => {
  const of = { available: 2000, reserve: 500, max: 1000, encashedThisYear: 0 };
  expect(encashable(of)).toBe(1000);
  expect(encashable({ ...of, available: 1200 })).toBe(700);
  expect(encashable({ ...of, encashedThisYear: 900 })).toBe(100);
  expect(encashable({ ...of, available: 400 })).toBe(0);
});
