import { daysBetween, type CalendarDate } from '../dates/calendar';

/** A line of the bank that is matched with nothing yet; in is above zero. */
export interface OpenBankLine {
  id: string;
  on: CalendarDate;
  minor: bigint;
  /** Everything the bank says of it. */
  text: string;
}

/** A line of the journal on the bank's account that is matched with nothing yet; a debit is above zero. */
export interface OpenBookLine {
  id: string;
  on: CalendarDate;
  minor: bigint;
  /** The numbers of its documents: of the receipt, of the invoices it settles, of the bill, its own reference. */
  documents: readonly string[];
}

/** Lines of the journal that a line of the bank may be, and why. */
interface Proposal {
  bookLineIds: string[];
  /** In plain words: "the amount", "RCPT-2026-0012 in the text", "2 days apart". */
  why: string[];
  /** Exact, and neither side could be anything else: what "match all that are certain" takes. */
  certain: boolean;
}

/** Further apart than this, an equal amount alone says little: cheques are presented within three months in India (RBI, 2011). */
const NEAR_DAYS = 90;
/** Equal amounts this near are taken for certain when they are the only ones. */
const CERTAIN_DAYS = 7;
const MOST = 5;

const apart = (a: { on: CalendarDate }, b: { on: CalendarDate }) =>
  Math.abs(daysBetween(a.on, b.on));
const isNear = (bank: OpenBankLine, book: OpenBookLine) => apart(bank, book) <= NEAR_DAYS;

/** Letters and digits only: banks leave out hyphens, or write spaces. */
const plain = (text: string) => text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');

/** A document of fewer letters would be found in any text. */
const LONG_ENOUGH = 6;

function namedIn({ text }: OpenBankLine, { documents }: OpenBookLine): string[] {
  const letters = plain(text);
  return documents.filter((document) => {
    const wanted = plain(document);
    if (wanted.length < LONG_ENOUGH) return false;
    const at = letters.indexOf(wanted);
    // INV-2026-0001 is not named by INV-2026-00012.
    return at >= 0 && !/\d/.test(letters[at + wanted.length] ?? '');
  });
}

/**
 * For each line of the bank what it may be in the books, the likeliest first, at most five: lines of the same amount, and
 * all lines whose documents its text names where they add up to it.
 * @returns by the id of the line of the bank; each has a list, empty where nothing fits
 */
export function proposeMatches(
  bank: readonly OpenBankLine[],
  book: readonly OpenBookLine[],
): Map<string, Proposal[]> {
  const bookBy = grouped(book);
  const bankBy = grouped(bank);
  return new Map(
    bank.map((line) => {
      const equal = (bookBy.get(line.minor) ?? []).filter((one) => isNear(line, one));
      const rivals = bankBy.get(line.minor) ?? [];
      const single = equal
        .map((one) => proposalOf(line, one, { equal, rivals }))
        .sort((a, b) => b.rank - a.rank)
        .map(({ rank: _, ...proposal }) => proposal);
      return [line.id, [...single, ...groupOf(line, book)].slice(0, MOST)];
    }),
  );
}

function grouped<Line extends { minor: bigint }>(lines: readonly Line[]): Map<bigint, Line[]> {
  const groups = new Map<bigint, Line[]>();
  for (const line of lines) {
    const group = groups.get(line.minor);
    if (group) group.push(line);
    else groups.set(line.minor, [line]);
  }
  return groups;
}

function proposalOf(
  line: OpenBankLine,
  one: OpenBookLine,
  { equal, rivals }: { equal: OpenBookLine[]; rivals: OpenBankLine[] },
): Proposal & { rank: number } {
  const named = namedIn(line, one);
  const days = apart(line, one);
  return {
    bookLineIds: [one.id],
    why: ['the amount', ...named.map(inText), daysText(days)],
    certain: isCertain(line, one, { equal, rivals }),
    rank: named.length > 0 ? 1000 - days : -days,
  };
}

/** Only this one, seen from either side: by the document it names, or else as the only equal amount within reach. */
function isCertain(
  line: OpenBankLine,
  one: OpenBookLine,
  { equal, rivals }: { equal: OpenBookLine[]; rivals: OpenBankLine[] },
): boolean {
  const others = rivals.filter((rival) => rival.id !== line.id);
  if (namedIn(line, one).length > 0) {
    const alsoNamed = equal.some((other) => other.id !== one.id && namedIn(line, other).length > 0);
    return !alsoNamed && !others.some((rival) => namedIn(rival, one).length > 0);
  }
  const isOnly = equal.length === 1 && !others.some((rival) => isNear(rival, one));
  return isOnly && apart(line, one) <= CERTAIN_DAYS;
}

/** One payment for several documents: those its text names, where they come to its amount. */
function groupOf(line: OpenBankLine, book: readonly OpenBookLine[]): Proposal[] {
  const named = book.filter((one) => isNear(line, one) && namedIn(line, one).length > 0);
  const sum = named.reduce((total, { minor }) => total + minor, 0n);
  if (named.length < 2 || sum !== line.minor) return [];
  const documents = named.flatMap((one) => namedIn(line, one));
  return [
    {
      bookLineIds: named.map(({ id }) => id),
      why: [`${named.length} lines come to the amount`, ...documents.map(inText)],
      certain: false,
    },
  ];
}

const inText = (document: string) => `${document} in the text`;

function daysText(days: number): string {
  if (days === 0) return 'the same day';
  return days === 1 ? '1 day apart' : `${days} days apart`;
}
