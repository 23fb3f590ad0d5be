import { checkHolidayFile } from '../../domain/calendars/holiday-file';
import { refusedFile } from '../../domain/csv-import/check-file';
import { checkRateFile } from '../../domain/leave/rate-file';

const bytes = (...lines: string[]) => new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
const said = ({
  problems,
}: {
  problems: { line: number; column: string | null; message: string }[];
}) => problems.map(({ line, column, message }) => `${line} ${column ?? '-'}: ${message}`);

test('a file of days off is read with and without halves, by any of the usual separators', () => {
  expect(
    checkHolidayFile(
      bytes('Date;Name;What is off', '2026-12-25;Christmas;', '2026-12-24;Eve;Afternoon'),
    ),
  ).toEqual({
    rows: 2,
    items: [
      { line: 2, date: '2026-12-25', name: 'Christmas', half: null },
      { line: 3, date: '2026-12-24', name: 'Eve', half: 'pm' },
    ],
    problems: [],
  });
  expect(checkHolidayFile(bytes('name,DATE', '"Holi, second day",2027-03-23')).items).toMatchObject(
    [{ name: 'Holi, second day', half: null }],
  );
});

test('every bad cell of a file of days off is said, by its line', () => {
  const file = bytes(
    ...['Date,Name,What is off', '25/12/2026,Christmas,whole day', '2026-02-30,,noon'],
    ...['2026-01-26,Republic Day', '2026-08-15,=HYPERLINK(1),am', '2026-10-02,Gandhi Jayanti,am'],
    '2026-10-02,Again,pm',
  );
  expect(said(checkHolidayFile(file))).toEqual([
    '2 Date: Write the date as year-month-day, such as 2026-02-25.',
    '3 Date: Write the date as year-month-day, such as 2026-02-25.',
    '3 Name: Enter a name.',
    '3 What is off: Write “whole day”, “morning” or “afternoon”.',
    '4 -: This line has 2 cells, the first line 3.',
    '5 Name: This looks like a formula of a spreadsheet. Write plain text.',
    '7 Date: The same date stands on line 6.',
  ]);
  expect(said(checkHolidayFile(bytes('Day,Name', 'x,y')))).toEqual([
    '1 Day: There is no column of this name. Known ones: Date, Name, What is off.',
    '1 Date: This column is missing.',
  ]);
  expect(said(checkHolidayFile(new Uint8Array([0x44, 0xff])))[0]).toMatch('not UTF-8');
  expect(said(checkHolidayFile(bytes()))).toEqual(['1 -: The file is empty.']);
});

test('every bad cell of a file of daily rates is said, also whose rate it is not to enter', () => {
  const people = new Map([
    ['asha@netra.example', { id: 'a', name: 'Asha' }],
    ['me@netra.example', { id: 'me', name: 'Me' }],
  ]);
  const read = (...lines: string[]) =>
    checkRateFile(bytes('E-mail,From,A day is worth,Currency', ...lines), { people, by: 'me' });
  expect(read('ASHA@netra.example,2026-04-01,3333.33,INR').items).toEqual([
    {
      ...{ line: 2, employeeId: 'a', name: 'Asha', validFrom: '2026-04-01' },
      rate: { amount: '3333.33', currency: 'INR' },
    },
  ]);
  expect(
    said(
      read(
        ...['asha@netra.example,2026-04-01,0,INR', 'nobody@netra.example,2026-04-01,1,INR'],
        ...['me@netra.example,April,1.234,INR', 'asha@netra.example,2026-05-01,12,XXX'],
        ...['asha@netra.example,2026-06-01,5,INR', 'asha@netra.example,2026-06-01,6,INR', ',,,'],
        ...['asha@netra.example,2026-07-01,-5,INR', 'asha@netra.example,2026-08-01,5,JPY'],
      ),
    ),
  ).toEqual([
    '2 A day is worth: More than nothing.',
    '3 E-mail: Nobody has this address.',
    '4 E-mail: Somebody else must enter your own daily rate.',
    '4 From: Write the date as year-month-day, such as 2026-02-25.',
    '4 A day is worth: INR has at most 2 decimals.',
    '5 Currency: XXX is not a currency we know.',
    '7 From: The same person and date stand on line 6.',
    '9 A day is worth: This looks like a formula of a spreadsheet. Write plain text.',
    '10 Currency: The books are in INR.',
  ]);
});

test('the refusal of a file names each cell', () => {
  const { message, details } = refusedFile([{ line: 3, column: 'Date', message: 'Wrong.' }]);
  expect(message).toMatch('Nothing was written');
  expect(details.errors).toEqual([{ path: '3.Date', message: 'Line 3, Date: Wrong.' }]);
});
