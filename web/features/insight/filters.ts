import { useSearchParams } from 'react-router';
import { addDays, parseDate } from '../../../domain/dates/calendar';
import { DIMENSIONS, has, NOBODY, type Measure } from '../../../domain/insight/measures';
import type { Figure } from '../../../domain/wire/insight';
import { withQuery } from '../../lib/api';
import { useChangeSearch } from '../../lib/change-search';
import { dateIn } from '../../lib/dates';
import { useZone } from '../../lib/session';

const NAMES = ['from', 'to', 'kind', 'departmentId'] as const;
const CASE_NAMES = [...NAMES, 'measure', ...DIMENSIONS] as const;

/** What figures are narrowed by; the days are always there. */
export type InsightFilters = { from: string; to: string } & Partial<
  Record<'kind' | 'departmentId', string>
>;

/** What leads to the cases behind a figure. */
export type CaseFilters = Partial<Record<(typeof CASE_NAMES)[number], string>>;

const DAYS_SHOWN = 90;

/** Periods one press away, from today in the reader's zone. */
export function presetsOf(today: string): { label: string; from: string; to: string }[] {
  const [year, month] = [today.slice(0, 4), today.slice(0, 7)];
  const lastOfMonthBefore = addDays(`${month}-01`, -1);
  return [
    { label: '30 days', from: addDays(today, -29), to: today },
    { label: '90 days', from: addDays(today, -(DAYS_SHOWN - 1)), to: today },
    { label: 'This month', from: `${month}-01`, to: today },
    { label: 'Last month', from: `${lastOfMonthBefore.slice(0, 7)}-01`, to: lastOfMonthBefore },
    { label: 'This year', from: `${year}-01-01`, to: today },
    { label: '12 months', from: addDays(today, -364), to: today },
  ];
}

/** The page's filters in the URL, with the last 90 days where it names none. */
export function useInsightFilters() {
  const [params] = useSearchParams();
  const today = dateIn(useZone());
  const given = (name: string) => params.get(name) ?? undefined;
  const filters: InsightFilters = {
    from: parseDate(given('from') ?? '') ?? addDays(today, -(DAYS_SHOWN - 1)),
    to: parseDate(given('to') ?? '') ?? today,
    kind: given('kind'),
    departmentId: given('departmentId'),
  };
  const change: (values: Partial<Record<(typeof NAMES)[number], string | null>>) => void =
    useChangeSearch();
  return { filters, change, today };
}

/** The filters of the list of cases. */
export function useCaseFilters(): CaseFilters {
  const [params] = useSearchParams();
  return Object.fromEntries(
    CASE_NAMES.flatMap((name) => {
      const value = params.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

/** The way to the cases a figure counts. */
export function casesLink(
  measure: Measure,
  filters: InsightFilters,
  figure: Partial<Figure> = {},
): string {
  const { approver } = figure;
  const values: Record<(typeof DIMENSIONS)[number], string | number | undefined> = {
    status: figure.status,
    step: figure.step,
    approverId: approver === null ? NOBODY : approver?.id,
    channel: figure.channel,
    week: figure.week,
    band: figure.band,
  };
  const own = DIMENSIONS.filter((name) => has(measure, name)).map((name) => [name, values[name]]);
  return withQuery('/insight/cases', {
    ...filters,
    measure,
    ...(figure.kind === undefined ? {} : { kind: figure.kind }),
    ...(Object.fromEntries(own) as typeof values),
  });
}
