/** What is wrong, and where: a line as an editor counts them (the first is 1), and the column's heading or null. */
export interface RowProblem {
  line: number;
  column: string | null;
  message: string;
}

/** One record of a file and the line it begins on. */
export interface CsvRecord {
  line: number;
  cells: string[];
}

const SEPARATORS = [',', ';', '\t'];
const NEW_LINE = 10;

/**
 * The text of a file: UTF-8, with a mark or without one, or UTF-16 with its mark, as spreadsheets save them. Anything
 * else is refused with the line it shows on: to guess would make wrong names.
 */
export function decodeText(bytes: Uint8Array): { text: string } | { problem: RowProblem } {
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : undefined;
  try {
    return { text: new TextDecoder(wide ?? 'utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const message =
      'These letters are not UTF-8. Save the file as “CSV UTF-8” and choose it again.';
    return { problem: { line: firstBadLine(bytes), column: null, message } };
  }
}

function firstBadLine(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const end = bytes.indexOf(NEW_LINE, start);
    const stop = end < 0 ? bytes.length : end + 1;
    try {
      decoder.decode(bytes.subarray(start, stop));
    } catch {
      return line;
    }
    start = stop;
  }
  return line;
}

/**
 * The records of a CSV file (RFC 4180), separated by commas, semicolons or tabs, whichever the first line has most of.
 * Lines with nothing on them are left out. A quoted cell may go over several lines.
 */
export function readCsv(text: string): { records: CsvRecord[]; problems: RowProblem[] } {
  return new CsvReader(text, separatorOf(text)).read();
}

function separatorOf(text: string): string {
  const [first = ''] = text.split(/[\r\n]/, 1);
  const counts = SEPARATORS.map((separator) => first.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

class CsvReader {
  private at = 0;
  private line = 1;
  private readonly problems: RowProblem[] = [];

  constructor(
    private readonly text: string,
    private readonly separator: string,
  ) {}

  read(): { records: CsvRecord[]; problems: RowProblem[] } {
    const records: CsvRecord[] = [];
    while (this.at < this.text.length) {
      const line = this.line;
      const cells = this.readRecord();
      if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells });
    }
    return { records, problems: this.problems };
  }

  private readRecord(): string[] {
    const cells: string[] = [];
    for (;;) {
      cells.push(this.text[this.at] === '"' ? this.readQuoted() : this.readPlain());
      if (this.text[this.at] !== this.separator) break;
      this.at++;
    }
    this.passLineEnd();
    return cells;
  }

  private readPlain(): string {
    const start = this.at;
    while (this.at < this.text.length && !this.isEnd(this.text[this.at] as string)) this.at++;
    return this.text.slice(start, this.at);
  }

  private readQuoted(): string {
    const opened = this.line;
    let cell = '';
    this.at++;
    for (;;) {
      const close = this.text.indexOf('"', this.at);
      if (close < 0) {
        this.problems.push({
          ...{ line: opened, column: null },
          message: 'A quotation mark is opened on this line and never closed.',
        });
        cell += this.text.slice(this.at);
        this.at = this.text.length;
        return cell;
      }
      const part = this.text.slice(this.at, close);
      this.line += part.split(/\r\n|\r|\n/).length - 1;
      this.at = close + 1;
      cell += part;
      if (this.text[this.at] !== '"') break;
      cell += '"';
      this.at++;
    }
    if (this.readPlain().trim() !== '') {
      const message = 'Something stands after the closing quotation mark of a cell.';
      this.problems.push({ line: this.line, column: null, message });
    }
    return cell;
  }

  private isEnd(letter: string): boolean {
    return letter === this.separator || letter === '\n' || letter === '\r';
  }

  private passLineEnd(): void {
    if (this.at >= this.text.length) return;
    this.at += this.text.startsWith('\r\n', this.at) ? 2 : 1;
    this.line++;
  }
}
