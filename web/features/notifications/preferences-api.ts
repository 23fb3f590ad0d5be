import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type {
  EditNotificationPreferences,
  NotificationPreferences,
} from '../../../domain/wire/notification-preferences';
import type { PushSubscriptionList } from '../../../domain/wire/push';
import { api, type ApiProblem } from '../../lib/api';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { canTakePushes, ownSubscription, refusePushes, takePushes } from './push';

/** By which channels I am told of what. */
export function usePreferences() {
  return useQuery({
    queryKey: keys.notificationPreferences,
    queryFn: ({ signal }) =>
      api.get<NotificationPreferences>('/notification-preferences', undefined, signal),
  });
}

/** Saves what changed; what was pressed shows at once and goes back if it is refused. */
export function useSavePreferences() {
  const client = useQueryClient();
  const key = keys.notificationPreferences;
  return useMutation<NotificationPreferences, ApiProblem, EditNotificationPreferences>({
    mutationFn: (edit) => api.put<NotificationPreferences>('/notification-preferences', edit),
    onMutate: ({ cells = [] }) => {
      client.setQueryData<NotificationPreferences>(
        key,
        (known) => known && withCells(known, cells),
      );
    },
    onSuccess: (saved) => client.setQueryData(key, saved),
    onError: () => void refresh(client, { queryKey: key }),
  });
}

function withCells(
  known: NotificationPreferences,
  cells: NonNullable<EditNotificationPreferences['cells']>,
): NotificationPreferences {
  return {
    ...known,
    cells: known.cells.map((cell) => ({
      ...cell,
      ...cells.find(({ type, channel }) => type === cell.type && channel === cell.channel),
    })),
  };
}

/** How browser push stands here: whether it is set up, whether this browser can, and whether it does. */
export function usePushState() {
  return useQuery({
    queryKey: keys.pushSubscriptions,
    queryFn: async ({ signal }) => {
      const [list, own] = await Promise.all([
        api.get<PushSubscriptionList>('/push-subscriptions', undefined, signal),
        ownSubscription(),
      ]);
      const isOn = list.items.some(({ endpoint }) => endpoint === own?.endpoint);
      return { publicKey: list.publicKey, canTake: canTakePushes(), isOn, browsers: list.items };
    },
  });
}

/** Turns it on or off in this browser. */
export function useSwitchPush() {
  const client = useQueryClient();
  return useMutation<void, Error, { publicKey: string } | null>({
    mutationFn: (on) => (on ? takePushes(on.publicKey) : refusePushes()),
    onSettled: () => refresh(client, { queryKey: keys.pushSubscriptions }),
  });
}
