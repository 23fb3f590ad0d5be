import { Agent } from 'node:http';
import os from 'node:os';
import { parseArgs } from 'node:util';
import { LIST_SORTS, sortColumns, type SortedList } from '../../domain/lists/sorting';
import { loadLists } from './lists-load';
import { figuresOf, signIn, timed, type Get } from './reads';
import { machineFacts, table } from './report';
import { startBenchStack } from './stack';

const GOAL_MS = 50;
const PEOPLE = ['sales.rep', 'sales.manager', 'sales.head', 'admin'] as const;
type Reader = (typeof PEOPLE)[number];

/** A list, and the ways people ask for a page of it. */
interface List {
  path: string;
  /** Who may ask; everybody unless said. */
  readers?: Reader[];
  /** What narrows it, by name. */
  asked: Record<string, string>;
  /** Whether it goes on by a cursor. */
  cursor?: false;
  /** As orders know it, where it can be sorted. */
  sorts?: SortedList;
}

const LISTS: Record<string, List> = {
  people: {
    path: '/people',
    sorts: 'people',
    asked: {
      filter: 'role=manager',
      'rare filter': 'role=finance',
      search: 'q=menon 77',
      'search, nothing there': 'q=xylophone',
    },
  },
  leave: {
    path: '/leave-requests',
    sorts: 'leave-requests',
    asked: { filter: 'status=pending', 'rare filter': 'status=expired' },
  },
  claims: {
    path: '/expense-claims',
    sorts: 'expense-claims',
    asked: { filter: 'status=pending', 'rare filter': 'status=expired' },
  },
  requests: {
    path: '/approvals',
    sorts: 'approvals',
    asked: {
      'all, all of them': 'box=all',
      inbox: 'box=inbox',
      sent: 'box=sent',
      done: 'box=done',
      filter: 'box=all&status=pending',
      'rare filter': 'box=all&kind=purchase-order',
      search: 'box=all&q=request 7777',
      'search, nothing there': 'box=all&q=xylophone',
    },
  },
  audit: {
    path: '/admin/audit',
    sorts: 'audit',
    readers: ['admin'],
    asked: {
      filter: 'action=bench.3',
      'rare filter': 'action=bench.rare',
      'one record': 'subjectId=4711',
    },
  },
  notifications: {
    path: '/notification-groups',
    readers: ['sales.rep'],
    asked: { unread: 'filter=unread', deep: 'before=1050000' },
    cursor: false,
  },
  onboardings: {
    path: '/onboardings',
    sorts: 'onboardings',
    asked: { filter: 'status=running' },
  },
};
/** Pages of 200 from the first one to the deep one. */
const DEPTH = 50;
const EXPORTS = 5;

interface Page {
  items: unknown[];
  nextCursor: string | null;
}

/** Measures pages of lists of 100,000 rows over HTTP, as people of each reach ask for them; prints a Markdown table. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { reads: { type: 'string', default: '40' }, lists: { type: 'string' } },
  });
  const names = values.lists?.split(',') ?? Object.keys(LISTS);
  const loadBefore = os.loadavg()[0] ?? 0;
  const stack = await startBenchStack();
  const agent = new Agent({ keepAlive: true });
  try {
    await loadLists(stack.databaseUrl);
    const rows: string[][] = [];
    for (const name of names) {
      const list = LISTS[name];
      if (!list)
        throw new Error(
          `--lists: there is no list ${name}. Known: ${Object.keys(LISTS).join(', ')}`,
        );
      for (const reader of list.readers ?? PEOPLE) {
        const get = await signIn(agent, stack.url, reader);
        rows.push(...(await measureList(get, { name, list, reader, reads: Number(values.reads) })));
      }
    }
    rows.push(...(await measureExport(await signIn(agent, stack.url, 'admin'), stack.url)));
    const head = ['list', 'page', 'reader', 'rows', 'p50 / p95 / p99 ms', `p95 ≤ ${GOAL_MS}`];
    console.log([machineFacts(loadBefore), table(head, rows)].join('\n\n'));
  } finally {
    agent.destroy();
    await stack.stop();
  }
}

async function measureList(
  get: Get,
  { name, list, reader, reads }: { name: string; list: List; reader: Reader; reads: number },
): Promise<string[][]> {
  const rows: string[][] = [];
  const measure = async (page: string, query: string) => {
    const path = `${list.path}?${encodeURI(query)}`;
    const { items } = await get<Page>(path);
    const waits: number[] = [];
    for (let n = 0; n < reads; n++) waits.push(await timed(() => get(path)));
    rows.push(rowOf({ name, page, reader, count: items.length, waits }));
  };
  await measure('first', 'limit=50');
  for (const order of list.cursor === false ? [] : [undefined, ...ordersOf(list)]) {
    const sort = order ? `&sort=${order}` : '';
    if (order) await measure(`by ${order}`, `limit=50${sort}`);
    const deep = await deepCursor(get, `${list.path}?limit=200${sort}`);
    if (deep) await measure(order ? `by ${order}, deep` : 'deep', `limit=50${sort}&cursor=${deep}`);
  }
  for (const [page, query] of Object.entries(list.asked)) await measure(page, `limit=50&${query}`);
  return rows;
}

/** The orders that a list can be put into, without the one it has anyway. */
function ordersOf({ sorts }: List): string[] {
  if (!sorts) return [];
  const orders = sortColumns(sorts).flatMap((column) => [column, `-${column}`]);
  return orders.filter((order) => order !== LIST_SORTS[sorts].usual);
}

/** Of the last page there is when there are not so many. */
async function deepCursor(get: Get, path: string): Promise<string> {
  let cursor = '';
  for (let page = 0; page < DEPTH; page++) {
    const { nextCursor } = await get<Page>(`${path}${cursor && `&cursor=${cursor}`}`);
    if (nextCursor === null) break;
    cursor = encodeURIComponent(nextCursor);
  }
  return decodeURIComponent(cursor);
}

/** The ten thousand people of a department, as a CSV file. */
async function measureExport(get: Get, url: string): Promise<string[][]> {
  const { items } = await get<{ items: { id: string; name: string }[] }>('/departments');
  const bench = items.find(({ name }) => name === 'Bench');
  if (!bench) throw new Error('the department that was loaded is not there');
  const path = `${url}/api/v1/exports/people?format=csv&departmentId=${bench.id}`;
  const headers = { authorization: `Bearer ${get.token}` };
  const waits: number[] = [];
  for (let n = 0; n < EXPORTS; n++)
    waits.push(await timed(async () => (await fetch(path, { headers })).text()));
  return [rowOf({ name: 'people', page: 'export', reader: 'admin', count: 10_000, waits })];
}

function rowOf(row: {
  name: string;
  page: string;
  reader: Reader;
  count: number;
  waits: number[];
}): string[] {
  const { figures, holds } = figuresOf(row.waits, GOAL_MS);
  const isPage = row.page !== 'export';
  return [row.name, row.page, row.reader, String(row.count), figures, isPage ? holds : ''];
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
