import { checkCsvFile, type CheckedFile, type CsvFile } from '../csv-import/check-file';
import { parseDate } from '../dates/calendar';
import type { Half } from '../leave/working-days';
import type { CalendarHolidayWire } from '../wire/calendars';

/** The columns of a file of days off, by what they are called. */
export const HOLIDAY_COLUMNS = { date: 'Date', name: 'Name', half: 'What is off' } as const;
type Column = keyof typeof HOLIDAY_COLUMNS;

const HALVES: Record<string, Half | null | undefined> = {
  '': null,
  day: null,
  'whole day': null,
  am: 'am',
  morning: 'am',
  pm: 'pm',
  afternoon: 'pm',
};

const FILE: CsvFile<Column, CalendarHolidayWire> = {
  columns: {
    headings: HOLIDAY_COLUMNS,
    required: ['date', 'name'],
    otherNames: { half: 'half', holiday: 'name' },
    nothing: 'Below the headings there is no day off.',
  },
  most: 2000,
  longest: { date: 40, name: 100, half: 40 },
  read({ cells }, refuse) {
    const half = HALVES[cells.half.toLowerCase()];
    if (parseDate(cells.date) === undefined)
      refuse('date', 'Write the date as year-month-day, such as 2026-02-25.');
    if (!cells.name) refuse('name', 'Enter a name.');
    if (half === undefined) refuse('half', 'Write “whole day”, “morning” or “afternoon”.');
    return half === undefined ? undefined : { date: cells.date, name: cells.name, half };
  },
  key: {
    column: 'date',
    of: ({ date }) => date,
    message: (line) => `The same date stands on line ${line}.`,
  },
};

/** Reads a file of days off and finds everything that is wrong with it. */
export function checkHolidayFile(bytes: Uint8Array): CheckedFile<CalendarHolidayWire> {
  return checkCsvFile(bytes, FILE);
}
