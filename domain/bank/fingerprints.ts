import type { CalendarDate } from '../dates/calendar';

/** What of a line tells it from others. */
interface FingerprintedLine {
  on: CalendarDate;
  minor: bigint;
  description: string;
  reference: string;
}

/**
 * What tells each line of a statement from all others of its account: the day, the amount, the words, and how many that are
 * the same came before on that day. Two equal lines of a day are two, the same file once more is the same.
 */
export function fingerprintsOf(lines: readonly FingerprintedLine[]): string[] {
  const seen = new Map<string, number>();
  return lines.map(({ on, minor, description, reference }) => {
    const words = reference || description;
    const same = JSON.stringify([on, minor.toString(), words]);
    const index = (seen.get(same) ?? 0) + 1;
    seen.set(same, index);
    return `${same}#${index}`;
  });
}
