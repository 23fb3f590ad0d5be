import type { Period } from './periods';
import { listed } from './planner/clarify';

/** Whose records, as tools take it. */
interface Whose {
  who?: 'me' | 'my-team' | 'all';
  person?: string;
  department?: string;
}

/** The single records behind a figure, as a question that the assistant reads the same filters from. */
export interface Detail extends Whose, Period {
  /** The days of people are those they joined on. */
  of: 'expense claims' | 'leave' | 'hours worked' | 'people';
  category?: string;
  /** A type of leave, by its name. */
  type?: string;
  status?: string;
  project?: string;
  role?: string;
  billable?: boolean;
  /** Categories, statuses or types of leave that are left out. */
  except?: string[];
  /** What hours are added up by: there is no list of them. */
  by?: 'person' | 'week';
}

/** Before there was any record: a period without a first day is asked for from there on. */
const BEGINNING = '2000-01-01';
const SELF = /^(me|myself|i)$/i;

/** What each filter is said with; those that are a name alone stand here in the order they are said in. */
const SAID = [
  ['project', 'on project'],
  ['role', 'with role'],
  ['category', 'in category'],
  ['status', 'with status'],
  ['by', 'by'],
] as const;

/**
 * A question for the records behind a figure, in words that the planner understands.
 * @returns such as "List expense claims of Asha Pillai in category travel from 2026-04-01 to 2026-04-30"
 */
export function detailQuestion(detail: Detail): string {
  const isMine = detail.who === 'me' || SELF.test(detail.person ?? '');
  return [
    detail.of === 'hours worked' ? 'Show' : 'List',
    ...(isMine ? ['my'] : []),
    ...whatOf(detail),
    ...(isMine ? [] : whoseOf(detail)),
    ...SAID.flatMap(([name, words]) => {
      const value = detail[name];
      return value === undefined ? [] : [`${words} ${value}`];
    }),
    ...daysOf(detail),
    ...(detail.except?.length ? ['except', listed(detail.except)] : []),
  ].join(' ');
}

function whatOf({ of, billable, type }: Detail): string[] {
  const sort = billable === undefined ? [] : [billable ? 'billable' : 'non-billable'];
  return [...sort, of, ...(type === undefined ? [] : [`of type ${type}`])];
}

function whoseOf({ of, who, person, department }: Detail): string[] {
  const [link, within] = of === 'hours worked' ? ['by', 'in'] : ['of', 'in'];
  if (person !== undefined) return [`${link} ${person}`];
  return [
    ...(who === 'my-team' ? [`${link} my team`] : []),
    ...(department === undefined ? [] : [`${within} ${department}`]),
  ];
}

function daysOf({ of, from, to }: Detail): string[] {
  if (from === undefined && to === undefined) return [];
  const days = to === undefined ? `since ${from}` : `from ${from ?? BEGINNING} to ${to}`;
  return of === 'people' ? ['who joined', days] : [days];
}
