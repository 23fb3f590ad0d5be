import { missingYears } from '../../web/features/calendars/missing-years';

test('a calendar in use without a day off in this year or the next is named, no other', () => {
  const off = (date: string) => ({ date, name: 'A day off', half: null });
  const calendars = [
    { id: 'both', name: 'Both years', holidays: [off('2026-12-25'), off('2027-01-01')] },
    { id: 'one', name: 'One year', holidays: [off('2025-12-25'), off('2026-12-25')] },
    { id: 'none', name: 'No year', holidays: [] },
    { id: 'spare', name: 'Nobody’s', holidays: [] },
  ];
  expect(missingYears(calendars, new Set(['both', 'one', 'none']), 2026)).toEqual([
    { name: 'One year', year: 2027 },
    { name: 'No year', year: 2026 },
    { name: 'No year', year: 2027 },
  ]);
});
