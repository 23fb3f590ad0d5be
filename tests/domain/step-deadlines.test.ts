import { deadlinesOf, hasLevelAbove } from '../../domain/approvals/progress';
import { roleStep } from '../../domain/approvals/steps';
import { sayTimeLeft, timeLeft } from '../../domain/calendars/say-time-left';
import type { PlanStep } from '../../domain/approvals/plan';
import type { WorkingHours } from '../../domain/calendars/working-calendar';
import type { Duration } from '../../domain/durations';
import { planInSequence } from '../support/plans';
import { INDIAN_OFFICE as inIndia } from '../support/working-hours';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);
const iso = (instant: number) => new Date(instant).toISOString();

describe('the deadlines of a step', () => {
  const [step] = planInSequence(
    roleStep({ approver: { role: 'reporting-manager' }, due: '2 working days' }),
  ).steps as [PlanStep];
  const monday = at('2026-11-23T15:00+05:30');
  const elsewhere: WorkingHours = {
    zone: 'Europe/London',
    calendar: { ...inIndia.calendar, holidays: { '2026-11-24': 'day' } },
  };

  test('are those of the latest of the approvers', () => {
    const india = deadlinesOf(step, monday, [inIndia]);
    expect(iso(india.remindAt)).toBe(iso(at('2026-11-24T15:00+05:30')));
    expect(iso(india.dueAt)).toBe(iso(at('2026-11-25T15:00+05:30')));
    const both = deadlinesOf(step, monday, [inIndia, elsewhere]);
    expect(both).toEqual(deadlinesOf(step, monday, [elsewhere]));
    expect(both.dueAt).toBeGreaterThan(india.dueAt);
  });

  test('keep their meaning where they count elapsed time', () => {
    const old = {
      ...step,
      remindAfter: '24 hours',
      escalateAfter: '48 hours',
      expireAfter: '30 days',
    };
    const friday = at('2026-11-27T17:00+05:30');
    const expected = {
      remindAt: friday + 24 * HOUR,
      dueAt: friday + 48 * HOUR,
      expiresAt: friday + 720 * HOUR,
    };
    expect(deadlinesOf(old as typeof step, friday, [inIndia])).toEqual(expected);
    expect(deadlinesOf(old as typeof step, friday, [])).toEqual(expected);
  });

  test('are given to each level of a ladder by its own measure', () => {
    const ladder = { ...step, escalations: ['1 working day', '4 working hours'] as Duration[] };
    const due = (level: number) => iso(deadlinesOf(ladder, monday, [inIndia], level).dueAt);
    expect(due(0)).toBe(iso(at('2026-11-25T15:00+05:30')));
    expect(due(1)).toBe(iso(at('2026-11-24T15:00+05:30')));
    expect(due(2)).toBe(iso(at('2026-11-24T10:00+05:30')));
    expect([0, 1, 2, 3].map((level) => hasLevelAbove(ladder, level))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(hasLevelAbove(step, 17)).toBe(true);
    expect(hasLevelAbove({ ...step, escalations: [] }, 0)).toBe(false);
  });
});

test('time left reads as people say it', () => {
  const now = at('2026-11-23T14:00+05:30');
  const say = (due: string, hours: WorkingHours | null = inIndia) =>
    sayTimeLeft(timeLeft({ due: at(due), now }, hours));
  expect(say('2026-11-25T14:00+05:30')).toBe('in 2 working days');
  expect(say('2026-11-24T10:30+05:30')).toBe('in 5 working hours');
  expect(say('2026-11-23T15:00+05:30')).toBe('in 1 working hour');
  expect(say('2026-11-23T14:25+05:30')).toBe('in 25 working minutes');
  expect(say('2026-11-23T11:00+05:30')).toBe('overdue by 3 hours');
  expect(say('2026-11-25T14:00+05:30', null)).toBe('in 2 days');
  const late = { due: at('2026-11-24T08:00+05:30'), now: at('2026-11-23T18:00+05:30') };
  expect(sayTimeLeft(timeLeft(late, inIndia))).toBe('in 14 hours');
});
