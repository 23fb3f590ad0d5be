import { detailQuestion, type Detail } from '../../../domain/assistant/detail-question';
import type { Period } from '../../../domain/assistant/periods';
import { dateParts, daysInMonth } from '../../../domain/dates/calendar';

/** The address of a page of this app. @param query its filters; what is not said is left out */
export function pageOf(path: string, query: Record<string, string | null | undefined>): string {
  const said = Object.entries(query).flatMap<[string, string]>(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, value]],
  );
  return said.length > 0 ? `${path}?${new URLSearchParams(said).toString()}` : path;
}

/** The address that has the question for single records stand in the assistant's box, where no page has such filters. */
export const asking = (detail: Detail): string =>
  pageOf('/assistant', { ask: detailQuestion(detail) });

/** The days of a period that lie in another one. */
export const withinDays = ({ from, to }: Period, days: Required<Period>): Required<Period> => ({
  from: from && from > days.from ? from : days.from,
  to: to && to < days.to ? to : days.to,
});

/** The days of a period that lie in a month. @param month "2026-04" */
export function withinMonth(period: Period, month: string): Required<Period> {
  const from = `${month}-01`;
  const { year, month: number } = dateParts(from);
  return withinDays(period, { from, to: `${month}-${daysInMonth(year, number)}` });
}

/** A value of a row as text; undefined where there is none, such as people without a department. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
