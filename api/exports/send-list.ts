import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import writeXlsxFile from 'write-excel-file/node';
import { CSV_MARK } from '../../domain/csv';
import { DomainError } from '../../domain/errors';
import {
  csvRows,
  csvTitles,
  sheetValue,
  type SheetCell,
  type SheetColumn,
} from '../../domain/sheet';
import type { Page } from '../../domain/wire/common';
import type { ExportFormat } from '../../domain/wire/exports';

/** Rows of a sheet, which is put together in memory. A CSV file has no such limit. */
const MOST_SHEET_ROWS = 50_000;
/** Characters of a sheet's name that its programs take. */
const LONGEST_SHEET_NAME = 31;
const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A list that is read page by page to its end. */
interface ListFile<Row> {
  name: string;
  columns: SheetColumn<Row>[];
  read: (cursor?: string) => Promise<Page<Row>>;
}

/**
 * Sends a list as a file: CSV as it is read (UTF-8, RFC 4180, formulas made inert), never faster than the reader takes
 * it; a sheet once it is whole.
 * @throws DomainError whatever the list's own page throws, before the file begins; too-large (a sheet)
 */
export async function sendList<Row>(
  response: Response,
  format: ExportFormat,
  list: ListFile<Row>,
): Promise<void> {
  await (format === 'csv' ? sendCsv(response, list) : sendSheet(response, list));
}

async function sendCsv<Row>(response: Response, list: ListFile<Row>): Promise<void> {
  // Whatever is wrong with the question is answered as a problem, before the file begins.
  const first = await list.read();
  async function* written() {
    yield CSV_MARK + csvTitles(list.columns);
    for (let page = first; ; page = await list.read(page.nextCursor)) {
      yield csvRows(list.columns, page.items);
      if (page.nextCursor === null) return;
    }
  }
  response.status(200).type('text/csv; charset=utf-8').attachment(`${list.name}.csv`);
  await pipeline(Readable.from(written()), response).catch(() => response.destroy());
}

async function sendSheet<Row>(response: Response, { name, columns, read }: ListFile<Row>) {
  const rows: Row[] = [];
  for (let page = await read(); ; page = await read(page.nextCursor)) {
    rows.push(...page.items);
    if (rows.length > MOST_SHEET_ROWS) {
      const message = `A sheet holds ${MOST_SHEET_ROWS} rows at most. Take a CSV file, or narrow the list down.`;
      throw new DomainError('too-large', message);
    }
    if (page.nextCursor === null) break;
  }
  const titles = columns.map(({ title }) => ({ value: title, fontWeight: 'bold' as const }));
  const body = rows.map((row) => columns.map(({ cell }) => sheetCell(cell(row))));
  const sheet = await writeXlsxFile([titles, ...body], {
    sheet: name.slice(0, LONGEST_SHEET_NAME),
  }).toBuffer();
  response.status(200).type(XLSX_TYPE).attachment(`${name}.xlsx`).send(sheet);
}

/** A date tells its type and how it is shown; of all else the type is seen. */
function sheetCell(cell: SheetCell) {
  const value = sheetValue(cell);
  return typeof value === 'object' && value !== null ? { ...value, type: Date } : value;
}
