import fc from 'fast-check';
import { leaveInCalendar } from '../../domain/leave/calendar-entry';
import {
  barredFrom,
  documentProblems,
  leaveTypeCode,
  leaveTypeName,
  wholeDayProblems,
  type LeaveTypeRules,
} from '../../domain/leave/leave-types';
import { leaveTypeCodeSchema } from '../../domain/wire/leave-types';

const type = (rules: Partial<LeaveTypeRules> = {}): LeaveTypeRules => ({
  ...{ code: 'study', name: 'Study leave', builtIn: false, needsBalance: false, byPolicy: false },
  ...{ paid: true, halfDays: true, documentAfterDays: null, locationIds: [], grades: [] },
  ...{ monthsEmployed: 0, retired: false },
  ...rules,
});
const taker = { locationId: 'pune', grade: 'E3', joinedOn: '2025-08-31' };
const barred = (rules: Partial<LeaveTypeRules>, from = '2026-03-01', of = {}) =>
  barredFrom(type(rules), { ...taker, ...of }, from);

test('every name with a letter makes a code that the door takes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: 'grapheme' }), (name) => {
      const code = leaveTypeCode(name);
      if (code !== undefined) expect(leaveTypeCodeSchema.safeParse(code).success).toBe(true);
      if (/[a-z]/i.test(name)) expect(code).toBeDefined();
    }),
  );
  expect(leaveTypeCode(' Elternzeit (bezahlt) ')).toBe('elternzeit-bezahlt');
  expect(leaveTypeCode('2nd Étude')).toBe('nd-etude');
  expect(leaveTypeCode('छुट्टी 1')).toBeUndefined();
});

test('a type is called what it was called when it was asked for; built-in ones keep their names', () => {
  expect(leaveTypeName({ type: 'casual' })).toBe('Casual leave');
  expect(leaveTypeName({ type: 'study', typeName: 'Study leave' })).toBe('Study leave');
  expect(leaveTypeName({ type: 'study' })).toBe('study');
  const days = { from: '2026-12-01', to: '2026-12-02', fromHalf: 'am', toHalf: 'pm' } as const;
  const entry = { ...days, id: 'x', type: 'study', typeName: 'Study leave' };
  expect(leaveInCalendar(entry, 'publish').title).toBe('Study leave');
});

test('place, grade and months of employment bar, each with its reason; months by the calendar', () => {
  expect(barred({})).toBeNull();
  expect(barred({ retired: true })).toBe('Study leave can no longer be asked for');
  expect(barred({ locationIds: ['delhi'] })).toMatch('not for people of your place');
  expect(barred({ locationIds: ['delhi', 'pune'] })).toBeNull();
  expect(barred({ grades: ['E4', 'E5'] })).toBe('Study leave is for grades E4, E5');
  expect(barred({ grades: ['E4'] }, '2026-03-01', { grade: null })).toMatch('is for grade E4');
  expect(barred({ grades: ['E3'] })).toBeNull();
  // Six months after 31 August end in a month of 28 days.
  expect(barred({ monthsEmployed: 6 }, '2026-02-27')).toBe(
    'Study leave can be taken after 6 months of employment: from 28 Feb 2026 on',
  );
  expect(barred({ monthsEmployed: 6 }, '2026-02-28')).toBeNull();
  // Without such a rule nothing is said of the days before somebody joined: what was asked for then is HR's to judge.
  expect(barred({}, '2020-01-01')).toBeNull();
});

test('halves are refused where only whole days are taken, each at its own field', () => {
  const period = { from: '2026-12-01', to: '2026-12-02' } as const;
  const paths = (halves: { fromHalf: 'am' | 'pm'; toHalf: 'am' | 'pm' }, halfDays = false) =>
    wholeDayProblems(type({ halfDays }), { ...period, ...halves }).map(({ path }) => path);
  expect(paths({ fromHalf: 'pm', toHalf: 'am' })).toEqual(['fromHalf', 'toHalf']);
  expect(paths({ fromHalf: 'am', toHalf: 'pm' })).toEqual([]);
  expect(paths({ fromHalf: 'pm', toHalf: 'am' }, true)).toEqual([]);
});

test('a document is needed above the days, and not for exactly that many', () => {
  const of = (documentAfterDays: number | null, units: number, documents?: string[]) =>
    documentProblems(type({ documentAfterDays }), { units, documents });
  expect(of(null, 36_000)).toEqual([]);
  expect(of(2, 200)).toEqual([]);
  expect(of(2, 250)).toEqual([
    { path: 'documents', message: 'Study leave of more than 2 days needs a document' },
  ]);
  expect(of(2, 250, ['x'])).toEqual([]);
  expect(of(0, 50)).toEqual([{ path: 'documents', message: 'Study leave needs a document' }]);
  expect(of(0, 50, [])).toHaveLength(1);
});
