import { Button, Menu } from '@mantine/core';
import type { ConversationWire } from '../../../../domain/wire/chat';
import { useChangeMemberSettings } from '../reading-api';
import { tellRefusal } from './message-extras';

/** How I have a conversation: among my favourites, muted. */
export function ConversationOptions({ conversation }: { conversation: ConversationWire }) {
  const { muted, favourite } = conversation;
  const change = useChangeMemberSettings(conversation.id);
  const set = (wanted: { muted?: boolean; favourite?: boolean }) =>
    change.mutate(wanted, { onError: tellRefusal });
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          Options
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label="Options of the conversation">
        <Menu.Item onClick={() => set({ favourite: !favourite })}>
          {favourite ? 'Remove from favourites' : 'Add to favourites'}
        </Menu.Item>
        <Menu.Item onClick={() => set({ muted: !muted })}>
          {muted ? 'Unmute' : 'Mute: only mentions count'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
