import type { Response } from 'express';
import type { Principal } from '../../domain/access/principal';
import type { SheetColumn } from '../../domain/sheet';
import type { InsightCase, InsightCaseFilter } from '../../domain/wire/insight';
import { listCases, type UnlabelledCase } from '../../modules/insight/queries';
import { labelOf } from '../../modules/approvals/kinds';
import type { ApiDeps } from '../deps';
import { sendList } from '../exports/send-list';

const PAGE = 2_000;

/** A case as its page and its file show it. */
export function presentCase(found: UnlabelledCase): InsightCase {
  return { ...found, kindLabel: labelOf(found.kind) };
}

const COLUMNS: SheetColumn<UnlabelledCase>[] = [
  { title: 'Request', cell: ({ approvalId }) => approvalId },
  { title: 'Kind', cell: ({ kind }) => labelOf(kind) },
  { title: 'Title', cell: ({ title }) => title },
  { title: 'Status', cell: ({ status }) => status },
  { title: 'Requester', cell: ({ requester }) => requester.name },
  { title: 'Department', cell: ({ department }) => department },
  { title: 'Step', cell: ({ step }) => step },
  { title: 'Approver', cell: ({ approver }) => approver?.name ?? null },
  { title: 'Channel', cell: ({ channel }) => channel },
  { title: 'From', cell: ({ startedAt }) => startedAt },
  { title: 'To', cell: ({ endedAt }) => endedAt },
  { title: 'Hours', cell: ({ seconds }) => ({ decimal: String(Math.round(seconds / 36) / 100) }) },
];

/** Sends the cases behind a figure as CSV: all of its list, a few thousand at a time. */
export async function sendCases(
  deps: Pick<ApiDeps, 'db'>,
  {
    principal,
    filter,
    response,
  }: { principal: Principal; filter: InsightCaseFilter; response: Response },
): Promise<void> {
  await sendList(response, 'csv', {
    name: `insight-${filter.measure}-${filter.from}-${filter.to}`,
    columns: COLUMNS,
    read: (cursor) => listCases(deps.db, principal, { ...filter, limit: PAGE, cursor }),
  });
}
