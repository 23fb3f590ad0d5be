import { Button, Group, Text, Tooltip, UnstyledButton } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { MessageWire } from '../../../../domain/wire/chat';
import { formatTime } from '../../../lib/dates';
import { useMe, useZone } from '../../../lib/session';
import { useDeleteMessage, useReact } from '../api';
import { ApprovalInChat } from './approval-in-chat';
import { MessageEditor } from './message-editor';
import { AnswersLink, AnyReaction, KeepActions, KeptMarks, tellRefusal } from './message-extras';
import { MessageFiles } from './message-files';
import { MessageText } from './message-text';
import { ReadingButtons } from './reading-actions';
import { translate, useT } from '../../../lib/i18n/language';

const OFFERED = ['👍', '✅', '❤️'];

/** Names of people by id, for who reacted. */
type NamesById = ReadonlyMap<string, string>;

function Reactions({ message, names }: { message: MessageWire; names: NamesById }) {
  const me = useMe();
  const react = useReact();
  return (
    <Group gap={4}>
      {message.reactions.map(({ emoji, userIds }) => {
        const given = userIds.includes(me.id);
        const who = userIds.map((id) => names.get(id) ?? translate('Somebody')).join(', ');
        return (
          <Tooltip key={emoji} label={who}>
            <Button
              size="compact-xs"
              radius="xl"
              variant={given ? 'light' : 'default'}
              aria-pressed={given}
              aria-label={`${emoji} ${userIds.length}: ${who}`}
              onClick={() =>
                react.mutate({ message, emoji, given: !given }, { onError: tellRefusal })
              }
            >
              {emoji} {userIds.length}
            </Button>
          </Tooltip>
        );
      })}
    </Group>
  );
}

function Actions({ message, onEdit }: { message: MessageWire; onEdit: () => void }) {
  const me = useMe();
  const react = useReact();
  const remove = useDeleteMessage();
  const t = useT();
  const ask = () =>
    modals.openConfirmModal({
      title: t('Delete this message?'),
      children: <Text size="sm">{t('Nobody in the conversation will see it any more.')}</Text>,
      labels: { confirm: t('Delete'), cancel: t('Keep it') },
      confirmProps: { color: 'red.8' },
      onConfirm: () => remove.mutate(message, { onError: tellRefusal }),
    });
  return (
    <Group gap={2} className="message-actions" role="group" aria-label={t('Message actions')}>
      {OFFERED.map((emoji) => (
        <UnstyledButton
          key={emoji}
          px={4}
          aria-label={t('React with {{emoji}}', { emoji })}
          onClick={() => react.mutate({ message, emoji, given: true }, { onError: tellRefusal })}
        >
          {emoji}
        </UnstyledButton>
      ))}
      <AnyReaction message={message} />
      <KeepActions message={message} />
      <ReadingButtons message={message} />
      {message.author.id === me.id && (
        <>
          <Button data-edit size="compact-xs" variant="subtle" onClick={onEdit}>
            {t('Edit')}
          </Button>
          <Button
            size="compact-xs"
            variant="subtle"
            color="red.8"
            className="message-delete"
            onClick={ask}
          >
            {t('Delete')}
          </Button>
        </>
      )}
    </Group>
  );
}

/** One message: who wrote it, when, and what can be done with it. */
export function MessageRow(props: { message: MessageWire; continues: boolean; names: NamesById }) {
  const t = useT();
  const { message, continues, names } = props;
  const zone = useZone();
  const [editing, setEditing] = useState(false);
  return (
    <article
      className="message"
      tabIndex={0}
      aria-label={t('Message of {{name}}', { name: message.author.name })}
    >
      {!continues && (
        <Group gap="xs" align="baseline">
          <Text fw={650} size="sm">
            {message.author.name}
          </Text>
          <Text size="xs" c="dimmed" component="time" dateTime={message.createdAt}>
            {formatTime(message.createdAt, zone)}
          </Text>
        </Group>
      )}
      {message.deletedAt ? (
        <Text size="sm" c="dimmed" fs="italic">
          {message.removedAt ? t('No longer kept') : t('Message deleted')}
        </Text>
      ) : editing ? (
        <MessageEditor message={message} onDone={() => setEditing(false)} />
      ) : (
        <>
          {message.text && <MessageText message={message} names={names} />}
          {message.card && <ApprovalInChat id={message.card.id} />}
          <MessageFiles message={message} />
          <KeptMarks message={message} />
          <Reactions message={message} names={names} />
          <Actions message={message} onEdit={() => setEditing(true)} />
        </>
      )}
      <AnswersLink message={message} />
    </article>
  );
}
