import fc from 'fast-check';
import type { WorkingHours } from '../../domain/calendars/working-calendar';
import { isWorkingDate } from '../../domain/calendars/working-time';
import { addDays, eachDate } from '../../domain/dates/calendar';
import { momentsOf, workingDateFrom } from '../../domain/onboarding/due-dates';
import { isThrough, nextMoment, workAt } from '../../domain/onboarding/next-work';
import { templateRoles } from '../../domain/onboarding/vocabulary';
import type { TaskView } from '../../domain/onboarding/workflow-contract';
import { tourOf, tours } from '../../domain/tours/tours';

const spans = [{ from: 540, to: 1080 }];
const hours: WorkingHours = {
  zone: 'Asia/Kolkata',
  calendar: {
    name: 'Five days',
    weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans })),
    holidays: { '2026-12-25': 'day', '2026-12-24': 'pm' },
  },
};

test.each([
  // A Monday; a Saturday counts as the Monday after it, and what is due before it is due before the weekend.
  ['2026-12-07', 0, '2026-12-07'],
  ['2026-12-07', 1, '2026-12-08'],
  ['2026-12-07', -1, '2026-12-04'],
  ['2026-12-05', 0, '2026-12-07'],
  ['2026-12-05', 1, '2026-12-08'],
  ['2026-12-05', -1, '2026-12-04'],
  // A half holiday is a working day, a whole one is not.
  ['2026-12-23', 1, '2026-12-24'],
  ['2026-12-23', 2, '2026-12-28'],
])('from %s, %i working days are %s', (dayZero, offset, expected) => {
  expect(workingDateFrom(hours, dayZero, offset)).toBe(expected);
});

test('between day zero and a due date lie as many working days as its offset says', () => {
  const dates = fc.integer({ min: 0, max: 700 }).map((days) => addDays('2026-01-01', days));
  const offsets = fc.integer({ min: -60, max: 260 });
  fc.assert(
    fc.property(dates, offsets, (dayZero, offset) => {
      const due = workingDateFrom(hours, dayZero, offset);
      const working = (from: string, to: string) =>
        [...eachDate(from, to)].filter((date) => isWorkingDate(hours, date)).length;
      expect(isWorkingDate(hours, due)).toBe(true);
      if (offset >= 0) expect(working(dayZero, due)).toBe(offset + 1);
      else expect(working(due, addDays(dayZero, -1))).toBe(-offset);
    }),
  );
});

test('a task opens in the morning of the person, wherever that is', () => {
  expect(new Date(momentsOf(hours, '2026-12-07').opensAt).toISOString()).toBe(
    '2026-12-07T02:30:00.000Z',
  );
  const there = momentsOf({ ...hours, zone: 'America/New_York' }, '2026-12-07');
  expect(new Date(there.opensAt).toISOString()).toBe('2026-12-07T13:00:00.000Z');
});

const task = (over: Partial<TaskView>): TaskView => ({
  ...{ id: 'a', status: 'open', blocking: false, opensAt: 100, remindAt: [200, 300], reminders: 0 },
  ...over,
});

test('who was away is reminded once, with the latest round; nobody is reminded of what is not open', () => {
  expect(workAt([task({})], 199).remind).toEqual([]);
  expect(workAt([task({})], 250).remind).toEqual([{ taskId: 'a', round: 1 }]);
  expect(workAt([task({})], 999).remind).toEqual([{ taskId: 'a', round: 2 }]);
  expect(workAt([task({ reminders: 2 })], 999).remind).toEqual([]);
  for (const status of ['waiting', 'done', 'not-applicable'] as const) {
    expect(workAt([task({ status })], 999).remind).toEqual([]);
  }
  expect(nextMoment([task({ reminders: 1 }), task({ status: 'waiting' })], 50)).toBe(100);
  expect(nextMoment([task({ reminders: 2 })], 50)).toBeNull();
});

test('one without tasks is at its end, and one whose blocking tasks are settled once all have been opened', () => {
  expect(isThrough([])).toBe(true);
  expect(isThrough([task({ blocking: true })])).toBe(false);
  expect(isThrough([task({ blocking: true, status: 'done' }), task({})])).toBe(true);
  expect(isThrough([task({ blocking: true, status: 'not-applicable' })])).toBe(true);
  expect(isThrough([task({ status: 'waiting' })])).toBe(false);
});

test('the most particular role names the checklist, and leaders share the managers’', () => {
  expect(templateRoles(['employee'])).toEqual(['employee']);
  expect(templateRoles(['employee', 'hr', 'manager'])).toEqual(['hr', 'manager', 'employee']);
  expect(templateRoles(['department-head'])).toEqual(['department-head', 'manager', 'employee']);
});

test('each role has its tour, and no tour shows a place its people may not go', () => {
  expect(tourOf(['employee'])).toBe('employee');
  expect(tourOf(['employee', 'department-head'])).toBe('manager');
  expect(tourOf(['employee', 'finance'])).toBe('hr-finance');
  expect(tourOf(['employee', 'hr', 'admin'])).toBe('admin');
  const targets = (id: keyof typeof tours) => tours[id].steps.map(({ target }) => target);
  for (const id of ['employee', 'manager', 'hr-finance'] as const) {
    expect(targets(id).some((target) => target?.startsWith('/admin'))).toBe(false);
  }
  expect(targets('employee')).not.toContain('/substitutes');
});
