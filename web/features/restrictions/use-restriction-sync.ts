import { useQueryClient } from '@tanstack/react-query';
import type { RestrictionEvent } from '../../../domain/wire/restrictions';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { useMe } from '../../lib/session';
import { useSocketEvent } from '../../lib/socket';

/** Follows what the signed-in person may not use, on whatever page they are: what they may not see goes off the screen. */
export function useRestrictionSync(): void {
  const me = useMe();
  const client = useQueryClient();
  useSocketEvent<RestrictionEvent>('restriction', (event) => {
    void refresh(client, { queryKey: keys.me }).then(() => {
      if (event.chat) client.removeQueries({ queryKey: keys.chat });
      else void refresh(client, { queryKey: keys.chat });
      if (event.assistant) client.removeQueries({ queryKey: keys.assistant });
    });
  });
  // Whoever was away when it was lifted is told nothing of it.
  useSocketEvent('connect', () => {
    if (me.restrictions.length > 0) void refresh(client, { queryKey: keys.me });
  });
}
