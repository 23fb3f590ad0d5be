import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ListName } from '../../../domain/lists/columns';
import type { Page } from '../../../domain/wire/common';
import type { AddListView, EditListView, ListView } from '../../../domain/wire/list-views';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';

/** My saved views of a list. */
export function useListViews(list: ListName) {
  return useQuery<Page<ListView>, ApiProblem, ListView[]>({
    queryKey: keys.listViews(list),
    queryFn: ({ signal }) => api.get('/list-views', { list }, signal),
    select: ({ items }) => items,
  });
}

function useChange<Body>(list: ListName, change: (body: Body) => Promise<unknown>) {
  const client = useQueryClient();
  return useMutation<unknown, ApiProblem, Body>({
    mutationFn: change,
    onSuccess: () => refresh(client, { queryKey: keys.listViews(list) }),
  });
}

/** Saves the list as it is arranged. */
export const useAddView = (list: ListName) =>
  useChange<Omit<AddListView, 'list'>>(list, (view) => api.post('/list-views', { ...view, list }));

/** Changes a saved view. */
export const useEditView = (list: ListName) =>
  useChange<EditListView & { id: string }>(list, ({ id, ...change }) =>
    api.patch(`/list-views/${id}`, change),
  );

/** Forgets a saved view. */
export const useDeleteView = (list: ListName) =>
  useChange<string>(list, (id) => api.delete(`/list-views/${id}`));
