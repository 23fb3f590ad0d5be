import type { CalendarDate } from '../dates/calendar';
import type { Half } from './working-days';

/** Days as they are asked for, with the halves that were said. */
export interface SaidPeriod {
  from: CalendarDate;
  to: CalendarDate;
  fromHalf?: Half;
  toHalf?: Half;
}

/**
 * The halves that were meant. Who says one half of a single day means that half, whichever of the two fields it stands
 * in: nobody says "from the morning" of a day off that is to be whole.
 * @returns what is still open is for the caller to fill in
 */
export function saidHalves({ from, to, fromHalf, toHalf }: SaidPeriod): {
  fromHalf?: Half;
  toHalf?: Half;
} {
  if (from !== to) return { fromHalf, toHalf };
  return { fromHalf: fromHalf ?? toHalf, toHalf: toHalf ?? fromHalf };
}
