import fc from 'fast-check';
import {
  distanceText,
  financialYear,
  readDistance,
  reckonDrives,
  type Drive,
  type MileageRate,
} from '../../domain/expenses/mileage';
import { readRate } from '../../domain/money/exchange';
import { mileageWords, toMileageWire } from '../../domain/wire/mileage';

const rate = (text: string) => readRate(text)!;
const drive = (distance: string, change: Partial<Drive> = {}): Drive => ({
  ...{ index: 0, date: '2026-11-20', vehicle: 'car', distance, ...change },
});
const CAR: MileageRate = {
  ...{ vehicle: 'car', from: '2026-04-01', rate: rate('12.5') },
  yearly: { aboveKm: 100, rate: rate('8') },
};

const reckon = (drives: Drive[], driven = 0, rates = [CAR]) => {
  const before = [{ vehicle: 'car' as const, year: 2026, tenths: driven }];
  return reckonDrives(drives, { rates, before });
};
const amounts = (...args: Parameters<typeof reckon>) => {
  const found = reckon(...args);
  return 'problems' in found ? found.problems : found.reckoned.map(({ amount }) => amount.minor);
};

test.each(['0', '0.0', '-1', '1.25', '.5', '1.', '1e2', '123456', '', ' 1', '1,5'])(
  '%j is no distance',
  (text) => {
    expect(readDistance(text)).toBeUndefined();
  },
);

test('a distance survives being written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), (tenths) => {
      expect(readDistance(distanceText(tenths))).toBe(tenths);
    }),
  );
});

test('kilometres above the year’s threshold come at the lower rate, below it at the other one', () => {
  expect(amounts([drive('100')])).toEqual([125_000n]);
  expect(amounts([drive('100.1')])).toEqual([125_080n]);
  expect(amounts([drive('30')], 800)).toEqual([33_000n]);
  expect(amounts([drive('30')], 1_000)).toEqual([24_000n]);
  expect(amounts([drive('60'), drive('60', { index: 1 })])).toEqual([75_000n, 66_000n]);
});

test('a financial year begins on 1 April, and with it the kilometres at nought', () => {
  expect([financialYear('2026-03-31'), financialYear('2026-04-01')]).toEqual([2025, 2026]);
  const old = { ...CAR, from: '2025-01-01' };
  expect(amounts([drive('10', { date: '2026-03-31' })], 5_000, [old])).toEqual([12_500n]);
});

test('each drive goes by the rate of its own day, and one without a rate names day and vehicle', () => {
  const later = { ...CAR, from: '2026-11-20', rate: rate('15'), yearly: null };
  const drives = [drive('1', { date: '2026-11-19' }), drive('1', { index: 1 })];
  expect(amounts(drives, 0, [later, CAR])).toEqual([1_250n, 1_500n]);
  expect(
    amounts([drive('1', { index: 2, date: '2026-03-31' }), drive('1', { vehicle: 'bicycle' })]),
  ).toEqual([
    { path: 'lines.2.vehicle', message: 'No mileage rate for a car is set for 31 Mar 2026' },
    { path: 'lines.0.vehicle', message: 'No mileage rate for a bicycle is set for 20 Nov 2026' },
  ]);
  const tiny = { ...CAR, rate: rate('0.0000000001') };
  expect(amounts([drive('0.1')], 0, [tiny])).toEqual([
    { path: 'lines.0.distance', message: 'This comes to nothing in INR' },
  ]);
});

test('whatever is driven, all of it is paid by one of the rates, and the year’s sum does not hang on how it is cut up', () => {
  const distances = fc.array(fc.integer({ min: 1, max: 3_000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(distances, fc.integer({ min: 0, max: 2_000 }), (tenths, driven) => {
      const found = reckon(
        tenths.map((one, index) => drive(distanceText(one), { index })),
        driven,
      );
      if ('problems' in found) throw new Error('refused');
      const sum = found.reckoned.reduce((total, { amount }) => total + amount.minor, 0n);
      const all = tenths.reduce((total, one) => total + one, 0);
      const over = Math.min(all, Math.max(0, driven + all - 1_000));
      // 12.5 and 8 INR a kilometre are whole paise a tenth: no rounding to hide behind.
      expect(sum).toBe(BigInt(all - over) * 125n + BigInt(over) * 80n);
    }),
  );
});

test('a reckoning says its parts', () => {
  const said = (distance: string, driven: number) => {
    const found = reckon([drive(distance)], driven);
    return 'problems' in found ? '' : mileageWords(toMileageWire(found.reckoned[0]!));
  };
  expect(said('30', 0)).toBe('30.0 km by car at 12.5 INR/km');
  expect(said('30', 800)).toBe('30.0 km by car, 20.0 at 12.5 and 10.0 at 8 INR/km');
  expect(said('30', 1_000)).toBe('30.0 km by car at 8 INR/km, above the year’s threshold');
});
