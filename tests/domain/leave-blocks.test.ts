import fc from 'fast-check';
import { addDays } from '../../domain/dates/calendar';
import {
  blockProblems,
  blocksMet,
  sayBlock,
  type LeaveBlock,
} from '../../domain/leave/leave-blocks';
import { countedDays, mondayToFriday } from '../../domain/leave/working-days';

const block = (over: Partial<LeaveBlock> = {}): LeaveBlock => ({
  ...{ name: 'Quarter close', from: '2026-12-24', to: '2026-12-31', types: [] },
  ...{ effect: 'refuse', reason: 'The books are closed' },
  ...over,
});
const counting = { worked: mondayToFriday(new Set()), sandwich: 'none' } as const;
const meets = (from: string, to: string, over: Partial<LeaveBlock> = {}, type = 'casual') => {
  const days = countedDays({ from, to, fromHalf: 'am', toHalf: 'pm' }, counting);
  return blocksMet([block(over)], { type, days }).length > 0;
};

test('a leave meets a block exactly when a day it costs is one of the block’s', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -40, max: 40 }),
      fc.integer({ min: 0, max: 20 }),
      (start, length) => {
        const from = addDays('2026-12-24', start);
        const to = addDays(from, length);
        const costly = countedDays({ from, to, fromHalf: 'am', toHalf: 'pm' }, counting);
        const expected = costly.some(({ on }) => on >= '2026-12-24' && on <= '2026-12-31');
        expect(meets(from, to)).toBe(expected);
      },
    ),
  );
  // A weekend of the block costs nothing: Saturday 26 and Sunday 27 December.
  expect(meets('2026-12-26', '2026-12-27')).toBe(false);
});

test('a block of some types leaves the others alone', () => {
  expect(meets('2026-12-28', '2026-12-28', { types: ['earned'] })).toBe(false);
  expect(meets('2026-12-28', '2026-12-28', { types: ['earned'] }, 'earned')).toBe(true);
});

test('what is refused is said at the first day, what is only warned of is no problem', () => {
  const [warning, refusal] = [block({ effect: 'warn' }), block({ name: 'Audit' })];
  expect(blockProblems([warning])).toEqual([]);
  expect(blockProblems([warning, refusal])).toEqual([
    {
      path: 'from',
      message: 'No leave in Audit, 24–31 Dec 2026: The books are closed. HR can let you off',
    },
  ]);
  expect(sayBlock(warning)).toBe('Quarter close, 24–31 Dec 2026: The books are closed');
});
