import { remembering } from '../remembering';

/** Hindi words with the figures that everybody here writes. */
export const HINDI_LOCALE = 'hi-IN-u-nu-latn';

/**
 * An instant as people read it in Hindi, in a zone: "1 दिस॰ 2026, 14:05".
 * @param zone an IANA name; a RangeError if there is none of that name
 */
export function hindiInstant(at: Date, zone: string): string {
  return formatterOf(zone).format(at);
}

const formatterOf = remembering(
  (zone) =>
    new Intl.DateTimeFormat(HINDI_LOCALE, {
      ...{ timeZone: zone, day: 'numeric', month: 'short', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    }),
);
