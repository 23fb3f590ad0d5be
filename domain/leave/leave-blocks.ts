import type { CalendarDate } from '../dates/calendar';
import { formatDateRange } from '../dates/format';
import type { FieldProblem } from '../errors';
import type { LeaveType } from './leave-types';
import type { LeaveDay } from './working-days';

/** What a block does to leave on its days. */
export const LEAVE_BLOCK_EFFECTS = ['refuse', 'warn'] as const;

/** Days on which leave is refused, or only warned of. */
export interface LeaveBlock {
  name: string;
  from: CalendarDate;
  to: CalendarDate;
  /** The types it is about; without any, all of them. */
  types: readonly LeaveType[];
  effect: (typeof LEAVE_BLOCK_EFFECTS)[number];
  reason: string;
}

/** The blocks that a leave of a type runs into: those on a day that costs something. */
export function blocksMet<Block extends LeaveBlock>(
  blocks: readonly Block[],
  leave: { type: LeaveType; days: readonly LeaveDay[] },
): Block[] {
  return blocks.filter(
    ({ types, from, to }) =>
      (types.length === 0 || types.includes(leave.type)) &&
      leave.days.some(({ on }) => from <= on && on <= to),
  );
}

/** A block as a person reads it: "Quarter close, 24–31 Dec 2026: the books are closed". */
export function sayBlock({ name, from, to, reason }: LeaveBlock): string {
  return `${name}, ${formatDateRange(from, to)}: ${reason}`;
}

/** What is wrong with a leave that runs into blocks. Empty if it is only warned of. */
export function blockProblems(met: readonly LeaveBlock[]): FieldProblem[] {
  return met
    .filter(({ effect }) => effect === 'refuse')
    .map((block) => ({
      path: 'from',
      message: `No leave in ${sayBlock(block)}. HR can let you off`,
    }));
}
