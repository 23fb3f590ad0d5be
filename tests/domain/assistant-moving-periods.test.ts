import fc from 'fast-check';
import { z } from 'zod';
import { hasPeriod, movedAlong, speaksFromToday } from '../../domain/assistant/moving-periods';
import { readPeriod } from '../../domain/assistant/planner/periods';
import { TOOL_DEFINITIONS } from '../../domain/assistant/tools/definitions';
import { addDays } from '../../domain/dates/calendar';

const days = fc.integer({ min: 0, max: 1500 }).map((count) => addDays('2026-01-01', count));
const read = (words: string, today: string) => readPeriod(words, { today, ahead: false }).span;
const callOf = (args: object) => ({ name: 'expenses', args: { ...args } });

test.each([
  ...['today', 'yesterday', 'tomorrow', 'this week', 'last week', 'next week', 'last 10 day'],
  ...['this month', 'last month', 'next month', 'this quarter', 'last quarter', 'last 2 quarter'],
  ...['this year', 'last year', 'this fiscal year', 'last fiscal year', 'next 3 week'],
])('“%s” on one day is the same words on another', (words) => {
  fc.assert(
    fc.property(days, days, (seenFrom, today) => {
      const span = read(words, seenFrom)!;
      // On the tenth, the last ten days are those of the month so far: dates do not tell them apart.
      fc.pre(!words.startsWith('last 10') || !span.from!.endsWith('-01'));
      const moved = movedAlong(callOf(span), seenFrom, today);
      expect(moved.args).toEqual(read(words, today));
    }),
    { numRuns: 1000 },
  );
});

test.each([
  // What began with the month, the quarter or the year, up to the day or open.
  [
    { from: '2026-11-01', to: '2026-11-17' },
    { from: '2027-02-01', to: '2027-02-03' },
  ],
  [
    { from: '2026-10-01', to: '2026-11-17' },
    { from: '2027-01-01', to: '2027-02-03' },
  ],
  [
    { from: '2026-01-01', to: '2026-11-17' },
    { from: '2027-01-01', to: '2027-02-03' },
  ],
  [{ from: '2026-11-01' }, { from: '2027-02-01' }],
  // Up to the end of the month, of the year, of the month before; from the day on.
  [{ to: '2026-11-30' }, { to: '2027-02-28' }],
  [{ to: '2026-12-31' }, { to: '2027-03-31' }],
  [{ to: '2026-10-31' }, { to: '2027-01-31' }],
  [{ from: '2026-11-17' }, { from: '2027-02-03' }],
  // Three months that are no quarter are moved by months, odd days by days.
  [
    { from: '2026-08-01', to: '2026-10-31' },
    { from: '2026-11-01', to: '2027-01-31' },
  ],
  [
    { from: '2026-11-05', to: '2026-11-12' },
    { from: '2027-01-22', to: '2027-01-29' },
  ],
  [
    { joinedFrom: '2026-11-01', joinedTo: '2026-11-30' },
    { joinedFrom: '2027-02-01', joinedTo: '2027-02-28' },
  ],
  [
    { liveFrom: '2026-12-01', liveTo: '2026-12-31' },
    { liveFrom: '2027-03-01', liveTo: '2027-03-31' },
  ],
  [
    { asOf: '2026-11-17', person: 'Asha' },
    { asOf: '2027-02-03', person: 'Asha' },
  ],
])('seen from 17 November, and from 3 February: %j, %j', (args, moved) => {
  expect(movedAlong(callOf(args), '2026-11-17', '2027-02-03').args).toEqual(moved);
});

test('on the day it was seen from nothing moves', () => {
  const span = fc.tuple(days, fc.integer({ min: 0, max: 500 }));
  fc.assert(
    fc.property(span, days, ([from, length], seenFrom) => {
      const call = callOf({ from, to: addDays(from, length), limit: 5 });
      expect(movedAlong(call, seenFrom, seenFrom)).toEqual(call);
    }),
  );
});

test('a question says whether it is seen from its day', () => {
  const seen = ['claims this month', 'Leave in the last 30 days', 'revenue ytd', 'इस महीने के दावे'];
  expect(seen.map(speaksFromToday)).toEqual(seen.map(() => true));
  const named = ['claims in October 2026', 'leave on 3 March', 'margin of Apollo'];
  expect(named.map(speaksFromToday)).toEqual(named.map(() => false));
});

test('every date that a tool takes moves', () => {
  const dates = TOOL_DEFINITIONS.flatMap(({ args }) => {
    const { properties = {} } = z.toJSONSchema(args) as { properties?: Record<string, object> };
    return Object.keys(properties).filter((key) =>
      JSON.stringify(properties[key]).includes('YYYY-MM-DD'),
    );
  });
  expect(dates.length).toBeGreaterThan(30);
  for (const key of dates) {
    const moved = movedAlong(callOf({ [key]: '2026-11-05' }), '2026-11-17', '2026-11-18');
    expect(moved.args).toEqual({ [key]: '2026-11-06' });
  }
});

test('a call without dates has no period', () => {
  expect(hasPeriod(callOf({ person: 'Asha', limit: 3 }))).toBe(false);
  expect(hasPeriod(callOf({ to: '2026-11-30' }))).toBe(true);
});
