import { Button, Menu, Text, UnstyledButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { MessageWire } from '../../../../domain/wire/chat';
import { RelativeTime } from '../../../components/relative-time';
import { useReact } from '../api';
import { useBookmark, useIsBookmarked, usePin } from '../content-api';
import { useOpened } from '../conversation-context';
import { EmojiPicker } from './emoji-picker';
import { translate, translateIfKnown, useT } from '../../../lib/i18n/language';

/** Says that something was refused, and why. */
export function tellRefusal(problem: { message: string }): void {
  notifications.show({
    color: 'red',
    title: translate('Not done'),
    message: translateIfKnown(problem.message),
  });
}

/** How many have answered, and when last; it opens the thread. */
export function AnswersLink({ message }: { message: MessageWire }) {
  const t = useT();
  const { openThread } = useOpened();
  const { thread, threadOf } = message;
  if (!thread || threadOf !== null || !openThread) return null;
  return (
    <Button size="compact-xs" variant="default" onClick={() => openThread(message)}>
      <span>
        {t('{{count}} answers', { count: thread.count })}, {t('last')}{' '}
        <RelativeTime at={thread.lastAt} />
      </span>
    </Button>
  );
}

/** Says that a message is kept: for everybody, or by the reader. */
export function KeptMarks({ message }: { message: MessageWire }) {
  const isBookmarked = useIsBookmarked(message);
  const marks = [
    message.pinnedAt && translate('Pinned'),
    isBookmarked && translate('Bookmarked'),
  ].filter(Boolean);
  if (marks.length === 0) return null;
  return (
    <Text size="xs" c="dimmed">
      {marks.join(', ')}
    </Text>
  );
}

/** Any emoji beside those that are offered. */
export function AnyReaction({ message }: { message: MessageWire }) {
  const react = useReact();
  return (
    <EmojiPicker
      onPick={(emoji) => react.mutate({ message, emoji, given: true }, { onError: tellRefusal })}
    >
      {(toggle, opened) => (
        <UnstyledButton
          px={4}
          aria-label={translate('React with another emoji')}
          aria-expanded={opened}
          onClick={toggle}
        >
          ＋
        </UnstyledButton>
      )}
    </EmojiPicker>
  );
}

/** Answer, pin and bookmark, where one may. */
export function KeepActions({ message }: { message: MessageWire }) {
  const t = useT();
  const { conversation, openThread } = useOpened();
  const pin = usePin();
  const bookmark = useBookmark();
  const isBookmarked = useIsBookmarked(message);
  const pinned = message.pinnedAt !== null;
  return (
    <>
      {openThread && message.threadOf === null && (
        <Button size="compact-xs" variant="subtle" onClick={() => openThread(message)}>
          {t('Answer')}
        </Button>
      )}
      <Menu withinPortal position="bottom-end" shadow="md">
        <Menu.Target>
          <Button size="compact-xs" variant="subtle">
            {t('Keep')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {conversation.may.pin && (
            <Menu.Item
              onClick={() => pin.mutate({ message, pinned: !pinned }, { onError: tellRefusal })}
            >
              {pinned ? t('Unpin') : t('Pin for everybody here')}
            </Menu.Item>
          )}
          <Menu.Item
            onClick={() =>
              bookmark.mutate({ message, kept: !isBookmarked }, { onError: tellRefusal })
            }
          >
            {isBookmarked ? t('Remove bookmark') : t('Bookmark for myself')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
