import type { Fact } from './kind';

/** Lines shown one by one in mails and on the decision page; the rest is counted, the app shows all. */
const LINES_SHOWN = 20;

/** The first lines of a request as facts, and how many more there are. */
export function shownLines<Line>(lines: Line[], fact: (line: Line, index: number) => Fact): Fact[] {
  const more = lines.length - LINES_SHOWN;
  return [
    ...lines.slice(0, LINES_SHOWN).map(fact),
    ...(more > 0 ? [{ label: 'Further lines', value: `${more} more, in the app` }] : []),
  ];
}
