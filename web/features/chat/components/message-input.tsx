import { Group, Paper, Text, Textarea, UnstyledButton } from '@mantine/core';
import IconMoodSmile from '@tabler/icons-react/dist/esm/icons/IconMoodSmile.mjs';
import { useId, useRef, type KeyboardEvent } from 'react';
import { LONGEST_MESSAGE } from '../../../../domain/wire/chat';
import { useMe } from '../../../lib/session';
import { useOpened } from '../conversation-context';
import type { CommandControls } from '../use-commands';
import { useMentionList, type MentionOption } from '../use-mention-list';
import { EmojiPicker } from './emoji-picker';
import { translate } from '../../../lib/i18n/language';

function Options(props: {
  id: string;
  options: MentionOption[];
  active: number;
  onPick: (option: MentionOption) => void;
}) {
  return (
    <Paper
      withBorder
      shadow="md"
      className="mention-list"
      id={props.id}
      role="listbox"
      aria-label={translate('Whom to mention')}
    >
      {props.options.map((option, at) => (
        <div
          key={option.id}
          id={`${props.id}-${at}`}
          role="option"
          aria-selected={at === props.active}
          className="mention-option"
          // The writing place keeps the focus.
          onMouseDown={(event) => {
            event.preventDefault();
            props.onPick(option);
          }}
        >
          <Text size="sm" fw={600} span>
            @{option.name}
          </Text>{' '}
          {option.hint && (
            <Text size="xs" c="dimmed" span>
              {option.hint}
            </Text>
          )}
        </div>
      ))}
    </Paper>
  );
}

function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  return (
    <EmojiPicker onPick={onPick}>
      {(toggle, opened) => (
        <UnstyledButton
          className="emoji-button"
          aria-label={translate('Insert an emoji')}
          aria-expanded={opened}
          onClick={toggle}
        >
          <IconMoodSmile size={20} aria-hidden />
        </UnstyledButton>
      )}
    </EmojiPicker>
  );
}

interface Input {
  label: string;
  placeholder?: string;
  autoFocus?: boolean;
  value: string;
  error?: string;
  onChange: (text: string) => void;
  /** Somebody was chosen from the list. */
  onPick: (personId: string) => void;
  onSend: () => void;
  onEscape?: () => void;
  /** What the text may be instead of a message. */
  commands?: Pick<CommandControls, 'aria' | 'onKey'>;
  /** Up in an empty field. @returns whether something was done */
  onUp?: () => boolean;
}

/** The place one writes in, the list of names above it, and how an emoji comes where the caret is. */
function useInput({ value, onChange, onPick }: Input) {
  const me = useMe();
  const { conversation } = useOpened();
  const field = useRef<HTMLTextAreaElement>(null);
  const put = (text: string, caret: number) => {
    onChange(text);
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(caret, caret);
    });
  };
  const list = useMentionList({
    text: value,
    people: conversation.members.filter(({ id }) => id !== me.id),
    onPick: ({ text, caret, picked }) => {
      onPick(picked.id);
      put(text, caret);
    },
  });
  const insert = (emoji: string) => {
    const from = field.current?.selectionStart ?? value.length;
    const to = field.current?.selectionEnd ?? value.length;
    put(value.slice(0, from) + emoji + value.slice(to), from + emoji.length);
  };
  return { field, list, insert };
}

const isSend = ({ key, shiftKey, nativeEvent }: KeyboardEvent) =>
  key === 'Enter' && !shiftKey && !nativeEvent.isComposing;

/** Where a message is written: Enter sends, Shift and Enter is a new line, `@` names people. */
export function MessageInput(props: Input) {
  const { field, list, insert } = useInput(props);
  const listId = useId();
  const isOpen = list.options.length > 0;
  const follow = (element: HTMLTextAreaElement) =>
    list.follow(element.selectionStart, element.value);
  const onKeyDown = (event: KeyboardEvent) => {
    if (list.onKey(event) || props.commands?.onKey(event)) return;
    if (event.key === 'Escape' && props.onEscape) {
      event.preventDefault();
      props.onEscape();
    }
    if (event.key === 'ArrowUp' && !props.value && props.onUp?.()) event.preventDefault();
    if (!isSend(event)) return;
    event.preventDefault();
    props.onSend();
  };
  return (
    <Group gap={4} wrap="nowrap" align="flex-end" className="message-input">
      {isOpen && (
        <Options id={listId} options={list.options} active={list.active} onPick={list.pick} />
      )}
      <Textarea
        ref={field}
        style={{ flexGrow: 1 }}
        aria-label={props.label}
        aria-autocomplete="list"
        aria-controls={isOpen ? listId : undefined}
        aria-activedescendant={isOpen ? `${listId}-${list.active}` : undefined}
        {...props.commands?.aria}
        placeholder={props.placeholder}
        data-autofocus={props.autoFocus}
        autoFocus={props.autoFocus}
        autosize
        minRows={1}
        maxRows={8}
        maxLength={LONGEST_MESSAGE}
        value={props.value}
        error={props.error}
        onChange={({ currentTarget }) => {
          follow(currentTarget);
          props.onChange(currentTarget.value);
        }}
        onSelect={({ currentTarget }) => follow(currentTarget)}
        onKeyDown={onKeyDown}
      />
      <EmojiButton onPick={insert} />
    </Group>
  );
}
