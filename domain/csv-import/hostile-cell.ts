const FORMULA = /^'?[=+\-@]/;
// Half of a letter, or no letter at all: a database keeps neither.
const UNSTORABLE = /[\p{Cc}\p{Surrogate}]/u;

/** Why a cell is taken in no column, as a sentence; undefined if it may be. @param longest how many characters it may have */
export function hostileCell(cell: string, longest: number): string | undefined {
  if (FORMULA.test(cell)) return 'This looks like a formula of a spreadsheet. Write plain text.';
  if (UNSTORABLE.test(cell)) return 'Contains a character that cannot be stored.';
  if (cell.length > longest) return `Use at most ${longest} characters.`;
  return undefined;
}
