import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';
import type { Principal } from '../../domain/access/principal';
import { CSV_MARK, csvRecord } from '../../domain/csv';
import type { Page } from '../../domain/wire/common';
import type { InsightCase, InsightCaseFilter } from '../../domain/wire/insight';
import { listCases, type UnlabelledCase } from '../../modules/insight/queries';
import { labelOf } from '../../modules/approvals/kinds';
import type { ApiDeps } from '../deps';

const PAGE = 2_000;

const HEAD = [
  ...['Request', 'Kind', 'Title', 'Status', 'Requester', 'Department', 'Step', 'Approver'],
  ...['Channel', 'From', 'To', 'Hours'],
];

/** A case as its page and its file show it. */
export function presentCase(found: UnlabelledCase): InsightCase {
  return { ...found, kindLabel: labelOf(found.kind) };
}

/**
 * Streams the cases behind a figure as UTF-8 CSV. Rows are read a few thousand at a time by their place in the list and
 * never faster than the reader takes them: neither memory nor a database connection is held for a slow one.
 */
export async function sendCases(
  deps: Pick<ApiDeps, 'db'>,
  {
    principal,
    filter,
    response,
  }: { principal: Principal; filter: InsightCaseFilter; response: Response },
): Promise<void> {
  const read = (cursor?: string) =>
    listCases(deps.db, principal, { ...filter, limit: PAGE, cursor });
  // Whatever is wrong with the question is answered as a problem, before the file begins.
  const first = await read();
  const name = `insight-${filter.measure}-${filter.from}-${filter.to}.csv`;
  response.status(200).type('text/csv; charset=utf-8').attachment(name);
  await pipeline(Readable.from(records(first, read)), response).catch(() => response.destroy());
}

async function* records(
  first: Page<UnlabelledCase>,
  read: (cursor: string) => Promise<Page<UnlabelledCase>>,
): AsyncGenerator<string> {
  yield CSV_MARK + csvRecord(HEAD);
  for (let page = first; ; page = await read(page.nextCursor)) {
    yield page.items.map((found) => csvRecord(cellsOf(presentCase(found)))).join('');
    if (page.nextCursor === null) return;
  }
}

function cellsOf(found: InsightCase) {
  return [
    ...[found.approvalId, found.kindLabel, found.title, found.status, found.requester.name],
    ...[found.department, found.step, found.approver?.name ?? null, found.channel],
    ...[found.startedAt, found.endedAt, Math.round(found.seconds / 36) / 100],
  ];
}
