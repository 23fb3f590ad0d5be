import fc from 'fast-check';
import { convertOvertime } from '../../domain/leave/comp-off';

const rule = { halfDayMinutes: 240, validDays: 90 };

test('four hours are half a day, eight a day; what is short of half a day is kept', () => {
  const of = (minutes: number, minutesBefore = 0) =>
    convertOvertime({ minutesBefore, minutes }, rule);
  expect(of(239)).toEqual({ units: 0, minutesAfter: 239 });
  expect(of(240)).toEqual({ units: 50, minutesAfter: 0 });
  expect(of(480)).toEqual({ units: 100, minutesAfter: 0 });
  expect(of(150, 150)).toEqual({ units: 50, minutesAfter: 60 });
});

test('no minute is lost or counted twice, in whatever pieces overtime comes and whatever rule holds meanwhile', () => {
  const anyMinutes = fc.integer({ min: 1, max: 96 }).map((quarters) => quarters * 15);
  const anyWork = fc.array(fc.tuple(anyMinutes, fc.integer({ min: 15, max: 720 })), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(anyWork, fc.integer({ min: 15, max: 720 }), (work, halfDayMinutes) => {
      let [kept, used, units] = [0, 0, 0];
      for (const [minutes, changed] of work) {
        const by = { halfDayMinutes: changed, validDays: 90 };
        const found = convertOvertime({ minutesBefore: kept, minutes }, by);
        used += (found.units / 50) * changed;
        kept = found.minutesAfter;
        expect(kept).toBeLessThan(changed);
      }
      const all = work.reduce((sum, [minutes]) => sum + minutes, 0);
      expect(used + kept).toBe(all);
      let left = 0;
      for (const [minutes] of work) {
        const by = { halfDayMinutes, validDays: 90 };
        const found = convertOvertime({ minutesBefore: left, minutes }, by);
        units += found.units;
        left = found.minutesAfter;
      }
      expect(units).toBe(Math.floor(all / halfDayMinutes) * 50);
    }),
  );
});
