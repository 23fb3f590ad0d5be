import { Button, Menu } from '@mantine/core';
import type { ConversationWire } from '../../../../domain/wire/chat';
import { useChangeMemberSettings } from '../reading-api';
import { tellRefusal } from './message-extras';
import { useT } from '../../../lib/i18n/language';

/** How I have a conversation: among my favourites, muted. */
export function ConversationOptions({ conversation }: { conversation: ConversationWire }) {
  const t = useT();
  const { muted, favourite } = conversation;
  const change = useChangeMemberSettings(conversation.id);
  const set = (wanted: { muted?: boolean; favourite?: boolean }) =>
    change.mutate(wanted, { onError: tellRefusal });
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <Button size="compact-sm" variant="default">
          {t('Options')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('Options of the conversation')}>
        <Menu.Item onClick={() => set({ favourite: !favourite })}>
          {favourite ? t('Remove from favourites') : t('Add to favourites')}
        </Menu.Item>
        <Menu.Item onClick={() => set({ muted: !muted })}>
          {muted ? t('Unmute') : t('Mute: only mentions count')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
