import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import type { BulkUndone } from '../../../domain/wire/approvals';
import { api, type ApiProblem } from '../../lib/api';
import { translate } from '../../lib/i18n/language';
import { refreshRequests } from '../../lib/refresh';

/** One of my decisions that has not taken effect yet. */
export interface Undoable {
  /** The request's id. */
  id: string;
  decisionId: string;
  title: string;
}

/** Takes decisions back, all in one call, and says what became of them. */
export function useUndo() {
  const client = useQueryClient();
  return useMutation<BulkUndone, ApiProblem, Undoable[]>({
    mutationFn: (decisions) =>
      api.post('/approvals/undos', {
        items: decisions.map(({ id, decisionId }) => ({ id, decisionId })),
      }),
    onSuccess: ({ items }, decisions) => tell(items, decisions),
    onError: (problem) =>
      notifications.show({
        color: 'red',
        title: translate('Not taken back'),
        message: problem.message,
      }),
    onSettled: () => {
      void refreshRequests(client);
    },
  });
}

function tell(items: BulkUndone['items'], decisions: Undoable[]): void {
  const undone = decisions.filter((_decision, at) => items[at]?.status === 'undone');
  if (undone.length > 0) {
    const message =
      undone.length === 1
        ? undone[0]?.title
        : translate('{{count}} requests', { count: undone.length });
    notifications.show({ color: 'green', title: translate('Taken back'), message });
  }
  for (const [at, { problem }] of items.entries()) {
    if (!problem) continue;
    const message = `${decisions[at]?.title ?? ''}: ${problem.detail ?? problem.title}`;
    notifications.show({
      color: 'red',
      title: translate('Not taken back'),
      message,
      autoClose: 10_000,
    });
  }
}
