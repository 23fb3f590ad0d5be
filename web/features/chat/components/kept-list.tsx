import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link } from 'react-router';
import type { MessageWire } from '../../../../domain/wire/chat';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import { keys } from '../../../lib/query-keys';
import { refresh } from '../../../lib/refresh';
import { useSocketEvent } from '../../../lib/socket';
import { useBookmark, useBookmarks, usePin, usePins } from '../content-api';
import { useOpened } from '../conversation-context';
import { tellRefusal } from './message-extras';

function Kept(props: {
  message: MessageWire;
  place?: string;
  letGo?: { label: string; onClick: () => void };
  onClose: () => void;
}) {
  const { message, letGo } = props;
  const path = `/chat/${message.conversationId}?message=${message.seq}`;
  return (
    <article aria-label={`Message of ${message.author.name}`}>
      <Group gap="xs" align="baseline">
        <Text fw={650} size="sm">
          {message.author.name}
        </Text>
        <Text size="xs" c="dimmed">
          {props.place && `${props.place}, `}
          <RelativeTime at={message.createdAt} />
        </Text>
      </Group>
      <Text size="sm" lineClamp={4} style={{ overflowWrap: 'anywhere' }}>
        {message.text}
      </Text>
      <Group gap="xs">
        <Anchor component={Link} to={path} size="sm" onClick={props.onClose}>
          Show in the conversation
        </Anchor>
        {letGo && (
          <Button size="compact-xs" variant="default" onClick={letGo.onClick}>
            {letGo.label}
          </Button>
        )}
      </Group>
    </article>
  );
}

function Pins({ onClose }: { onClose: () => void }) {
  const { conversation } = useOpened();
  const client = useQueryClient();
  const pins = usePins(conversation.id);
  const pin = usePin();
  useSocketEvent<MessageWire>('message', ({ conversationId }) => {
    if (conversationId !== conversation.id) return;
    void refresh(client, { queryKey: keys.chatPins(conversation.id) });
  });
  const letGo = (message: MessageWire) => ({
    label: 'Unpin',
    onClick: () => pin.mutate({ message, pinned: false }, { onError: tellRefusal }),
  });
  return (
    <QueryView query={pins}>
      {(messages) =>
        messages.length === 0 ? (
          <EmptyState title="Nothing is pinned">Pin what everybody here should find.</EmptyState>
        ) : (
          <Stack>
            {messages.map((message) => (
              <Kept
                key={message.id}
                message={message}
                letGo={conversation.may.pin ? letGo(message) : undefined}
                onClose={onClose}
              />
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}

function Bookmarks({ onClose }: { onClose: () => void }) {
  const bookmarks = useBookmarks();
  const bookmark = useBookmark();
  const client = useQueryClient();
  // Elsewhere it is asked once: here it shows what has been deleted meanwhile, and other devices have kept.
  useEffect(() => void refresh(client, { queryKey: keys.chatBookmarks }), [client]);
  return (
    <QueryView query={bookmarks}>
      {(kept) =>
        kept.length === 0 ? (
          <EmptyState title="No bookmarks yet">
            Bookmark a message to find it here; nobody else sees that.
          </EmptyState>
        ) : (
          <Stack>
            {kept.map(({ message, conversation }) => (
              <Kept
                key={message.id}
                message={message}
                place={
                  conversation.kind === 'channel'
                    ? `# ${conversation.name}`
                    : (conversation.name ?? undefined)
                }
                letGo={{
                  label: 'Remove bookmark',
                  onClick: () =>
                    bookmark.mutate({ message, kept: false }, { onError: tellRefusal }),
                }}
                onClose={onClose}
              />
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}

interface Window {
  opened: boolean;
  onClose: () => void;
}

/** What is pinned in the conversation that is open. */
export function PinsModal({ opened, onClose }: Window) {
  return (
    <Modal opened={opened} onClose={onClose} title="Pinned messages">
      {opened && <Pins onClose={onClose} />}
    </Modal>
  );
}

/** What the reader keeps for themselves, in all their conversations. */
export function BookmarksModal({ opened, onClose }: Window) {
  return (
    <Modal opened={opened} onClose={onClose} title="My bookmarks">
      {opened && <Bookmarks onClose={onClose} />}
    </Modal>
  );
}
