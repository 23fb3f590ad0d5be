import { useQuery } from '@tanstack/react-query';
import type { View } from '../../../domain/dashboards/views';
import type { Dashboard, FigureRow } from '../../../domain/wire/dashboards';
import { api, withQuery, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { usePages } from '../../lib/use-pages';

/** What narrows the rows behind a figure. */
export type RowFilters = { figure: string } & Partial<Record<'by' | 'part' | 'currency', string>>;

/** All figures of one of my dashboards. */
export function useDashboard(view: View) {
  return useQuery<Dashboard, ApiProblem>({
    queryKey: keys.dashboard(view),
    queryFn: ({ signal }) => api.get<Dashboard>('/dashboards', { view }, signal),
  });
}

/** The rows behind a figure, page by page. */
export function useFigureRows(filters: RowFilters) {
  return usePages<FigureRow>({
    key: keys.figureRows(filters),
    path: '/dashboards/rows',
    query: filters,
  });
}

/** Where the same rows are as a file. */
export function rowsFile(filters: RowFilters): string {
  return `/api/v1${withQuery('/dashboards/rows.csv', filters)}`;
}

/** The way to the rows behind a figure, a bar of it or a part of that. */
export function rowsLink(
  figure: string,
  group: Partial<Record<'by' | 'part' | 'currency', string | null>> = {},
): string {
  return withQuery('/dashboard/rows', { figure, ...group });
}

/** Which parts of NETRA are up. */
interface Health {
  status: 'ok' | 'degraded';
  checks: Record<string, 'up' | 'down'>;
}

/** How NETRA itself is. */
export function useHealth() {
  return useQuery<Health, ApiProblem>({
    queryKey: keys.health,
    queryFn: ({ signal }) => api.get<Health>('/health', undefined, signal),
  });
}
