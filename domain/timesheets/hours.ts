import { divideRounded } from '../money/money';

/** Minutes of a whole day: no more fit into one, whatever the projects. */
export const MINUTES_A_DAY = 1440;

const CLOCK = /^(\d{1,2}):([0-5]\d)$/;
const DECIMAL = /^(\d{1,2})(?:[.,](\d{1,2}))?$/;

/**
 * Reads the time of a cell as people type it: "7", "7.5", "7,5" or "7:30"; nothing is none.
 * @returns whole minutes, or undefined for what is no time of a day
 */
export function readHours(text: string): number | undefined {
  const typed = text.trim();
  if (typed === '') return 0;
  const clock = CLOCK.exec(typed);
  const decimal = DECIMAL.exec(typed);
  if (!clock && !decimal) return undefined;
  const minutes = clock
    ? Number(clock[1]) * 60 + Number(clock[2])
    : Math.round(Number(typed.replace(',', '.')) * 60);
  return minutes <= MINUTES_A_DAY ? minutes : undefined;
}

/** Minutes as hours and minutes: 450 → "7:30", -90 → "-1:30". */
export function formatHours(minutes: number): string {
  const whole = Math.abs(minutes);
  const sign = minutes < 0 ? '-' : '';
  return `${sign}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/**
 * What worked time comes to: rounded once for each line, halves away from zero. Its twin in SQL prices lines when they are
 * approved.
 * @param minutes of the line; less than none for one that takes another back
 * @param hourMinor what an hour is worth, in minor units
 */
export function timeMinor(minutes: number, hourMinor: bigint): bigint {
  return divideRounded(BigInt(minutes) * hourMinor, 60n);
}
