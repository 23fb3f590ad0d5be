import type { CalendarWire } from '../../../domain/wire/calendars';

type Calendars = Pick<CalendarWire, 'id' | 'name' | 'holidays'>[];

/** Calendars that people live by, with the year of this one and the next for which no day off is known. */
export function missingYears(calendars: Calendars, used: ReadonlySet<string>, thisYear: number) {
  return calendars
    .filter(({ id }) => used.has(id))
    .flatMap(({ name, holidays }) =>
      [thisYear, thisYear + 1]
        .filter((year) => !holidays.some(({ date }) => date.startsWith(`${year}-`)))
        .map((year) => ({ name, year })),
    );
}
