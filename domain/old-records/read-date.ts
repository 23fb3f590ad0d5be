/** A date as it is written: what the text does not say is left out. `isAmbiguous`: day and month could change places. */
export interface WrittenDate {
  day: number;
  month?: number;
  year?: number;
  isAmbiguous?: boolean;
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\b\\.?';
const DAY = '(\\d{1,2})(?:st|nd|rd|th)?(?!\\d)';
/** Two figures are a year only with an apostrophe: "25 Feb 26" could go on with a month. */
const YEAR = "(?:,? ?(\\d{4})(?!\\d)| ?'(\\d{2})(?!\\d))?";

/** The ways a date is written, the most particular first; the groups of each by name. */
const WAYS: { shape: RegExp; read: (groups: (string | undefined)[]) => WrittenDate }[] = [
  {
    shape: /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/,
    read: ([year, month, day]) => ({
      ...{ day: Number(day), month: Number(month), year: Number(year) },
    }),
  },
  { shape: /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/, read: inFigures },
  {
    // In one piece: "25-Feb-26", unless it goes on with a month.
    shape: new RegExp(`^${DAY}-${MONTH}-(\\d{4}|\\d{2})(?![a-z\\d]|[ -]?${MONTH})`),
    read: ([day, month, year]) => ({
      ...{ day: Number(day), month: monthOf(month), year: yearOf([year]) },
    }),
  },
  {
    shape: new RegExp(`^${DAY}[ -]?(?:of )?${MONTH}${YEAR}`),
    read: ([day, month, ...years]) => ({
      ...{ day: Number(day), month: monthOf(month), year: yearOf(years) },
    }),
  },
  {
    shape: new RegExp(`^${MONTH}[ -]?${DAY}${YEAR}`),
    read: ([month, day, ...years]) => ({
      ...{ day: Number(day), month: monthOf(month), year: yearOf(years) },
    }),
  },
  {
    shape: new RegExp(`^${DAY}(?:, ?(\\d{4})(?!\\d))?`),
    read: ([day, year]) => ({ day: Number(day), year: yearOf([year]) }),
  },
];

/** The date a text in lower case begins with, and what follows it; undefined when it begins with none. */
export function readOldDate(text: string): { date: WrittenDate; rest: string } | undefined {
  for (const { shape, read } of WAYS) {
    const match = shape.exec(text);
    if (match) {
      return { date: read(match.slice(1)), rest: text.slice(match[0].length).trim() };
    }
  }
  return undefined;
}

/** "25/02/2026" can only be one thing; "3/4/25" is the third of April or the fourth of March. */
function inFigures([one, , two, year]: (string | undefined)[]): WrittenDate {
  const [first, second] = [Number(one), Number(two)];
  const isMonthFirst = second > 12;
  return {
    day: isMonthFirst ? second : first,
    month: isMonthFirst ? first : second,
    year: yearOf([year]),
    isAmbiguous: first <= 12 && second <= 12 && first !== second,
  };
}

const monthOf = (name = '') => MONTHS.indexOf(name.slice(0, 3)) + 1;

function yearOf(written: (string | undefined)[]): number | undefined {
  const year = written.find((group) => group !== undefined);
  if (year === undefined) return undefined;
  return year.length === 2 ? 2000 + Number(year) : Number(year);
}
