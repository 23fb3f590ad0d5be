import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Insight, InsightCase } from '../../../domain/wire/insight';
import { api, withQuery, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { usePages } from '../../lib/use-pages';
import type { CaseFilters, InsightFilters } from './filters';

/** The figures of a period; those of the last one stay until the next ones are there. */
export function useInsight(filters: InsightFilters) {
  return useQuery<Insight, ApiProblem>({
    queryKey: keys.insight(filters),
    queryFn: ({ signal }) => api.get<Insight>('/insight', filters, signal),
    placeholderData: keepPreviousData,
  });
}

/** The cases behind a figure, page by page. */
export function useCases(filters: CaseFilters) {
  return usePages<InsightCase>({
    key: keys.insightCases(filters),
    path: '/insight/cases',
    query: filters,
  });
}

/** Where the same cases are as a file. */
export function casesFile(filters: CaseFilters): string {
  return `/api/v1${withQuery('/insight/cases.csv', filters)}`;
}
