import { FIGURES } from '../../domain/dashboards/figures';
import type { FigureGroup } from '../../domain/wire/dashboards';
import { barName, barsInOrder, valueText } from '../../web/features/dashboards/words';

const bar = (by: string, value = '1', part: string | null = null): FigureGroup => ({
  ...{ by, value, part },
  ...{ label: null, currency: null, count: 1 },
});

test('bars along the time have no gaps, over the end of a year too', () => {
  expect(barsInOrder('month', [bar('2027-02'), bar('2026-11')])).toEqual([
    ...['2026-11', '2026-12', '2027-01', '2027-02'],
  ]);
  expect(barsInOrder('week', [bar('2026-12-21'), bar('2027-01-04')])).toEqual([
    ...['2026-12-21', '2026-12-28', '2027-01-04'],
  ]);
  expect(barsInOrder('day', [bar('2026-11-30'), bar('2026-12-01')])).toHaveLength(2);
  expect(barsInOrder('month', [])).toEqual([]);
});

test('bands stand as they rise, all else by what it comes to with all its parts', () => {
  expect(barsInOrder('age', [bar('3'), bar('0'), bar('1')])).toEqual(['0', '1', '3']);
  expect(barsInOrder('due', [bar('later'), bar('overdue')])).toEqual(['overdue', 'later']);
  const groups = [bar('a', '5'), bar('b', '3', 'x'), bar('b', '4', 'y')];
  expect(barsInOrder('kind', groups)).toEqual(['b', 'a']);
});

test('bars and values read as people say them', () => {
  expect(['0', '1', '2', '3'].map((band) => barName('age', band))).toEqual([
    ...['0–7 days', '8–14 days', '15–30 days', '31 days and more'],
  ]);
  expect(barName('month', '2026-11')).toBe('Nov 2026');
  expect(barName('department', 'none')).toBe('None');
  expect(barName('department', 'some-id', 'Sales')).toBe('Sales');
  expect(barName('owner-role', 'hr')).toBe('HR');
  const inRupees = { value: '722935.50', currency: 'INR' };
  expect(valueText(FIGURES['team-spend'], inRupees)).toBe('₹7,22,935.50');
  expect(valueText(FIGURES['my-balances'], { value: '1.00', currency: null })).toBe('1 day');
  expect(valueText(FIGURES['my-decisions'], { value: '5400', currency: null })).toBe('1.5 h');
});
