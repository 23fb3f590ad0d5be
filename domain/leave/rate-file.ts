import { checkCsvFile, type CheckedFile, type RefuseCell } from '../csv-import/check-file';
import { parseDate } from '../dates/calendar';
import { readMoney } from '../money/money';
import type { MoneyWire } from '../wire/common';

/** The columns of a file of daily rates, by what they are called. */
export const RATE_COLUMNS = {
  email: 'E-mail',
  validFrom: 'From',
  amount: 'A day is worth',
  currency: 'Currency',
} as const;
type Column = keyof typeof RATE_COLUMNS;
type Cells = Record<Column, string>;

/** A rate of a file. */
export interface RateOfFile {
  employeeId: string;
  name: string;
  validFrom: string;
  rate: MoneyWire;
}

/** Whom a file can name, by address in lower case. */
export type KnownPeople = ReadonlyMap<string, { id: string; name: string }>;

const MOST = 5000;

/**
 * Reads a file of daily rates and finds everything that is wrong with it.
 * @param of.by who brings it: nobody enters their own rate
 */
export function checkRateFile(
  bytes: Uint8Array,
  of: { people: KnownPeople; by: string },
): CheckedFile<RateOfFile> {
  return checkCsvFile<Column, RateOfFile>(bytes, {
    columns: {
      headings: RATE_COLUMNS,
      required: ['email', 'validFrom', 'amount', 'currency'],
      otherNames: { rate: 'amount', amount: 'amount', dailyrate: 'amount', validfrom: 'validFrom' },
      nothing: 'Below the headings there is no rate.',
    },
    most: MOST,
    longest: { email: 320, validFrom: 40, amount: 40, currency: 40 },
    read: ({ cells }, refuse) => {
      const person = readPerson(cells, { ...of, refuse });
      if (parseDate(cells.validFrom) === undefined)
        refuse('validFrom', 'Write the date as year-month-day, such as 2026-02-25.');
      const rate = readRate(cells, refuse);
      return person && { ...person, validFrom: cells.validFrom, rate };
    },
    key: {
      column: 'validFrom',
      of: ({ employeeId, validFrom }) => `${employeeId} ${validFrom}`,
      message: (line) => `The same person and date stand on line ${line}.`,
    },
  });
}

function readPerson(
  cells: Cells,
  { people, by, refuse }: { people: KnownPeople; by: string; refuse: RefuseCell<Column> },
): { employeeId: string; name: string } | undefined {
  const person = people.get(cells.email.toLowerCase());
  if (!cells.email) refuse('email', 'Enter an e-mail address.');
  else if (!person) refuse('email', 'Nobody has this address.');
  else if (person.id === by) refuse('email', 'Somebody else must enter your own daily rate.');
  return person && { employeeId: person.id, name: person.name };
}

function readRate({ amount, currency }: Cells, refuse: RefuseCell<Column>): MoneyWire {
  const money = readMoney({ amount, currency });
  if ('member' in money) refuse(money.member, `${money.message}.`);
  else if (money.minor <= 0n) refuse('amount', 'More than nothing.');
  return { amount, currency };
}
