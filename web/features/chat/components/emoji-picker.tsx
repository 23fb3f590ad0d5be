import { Popover, ScrollArea, Text, TextInput, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { findEmoji } from '../emoji';

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

// Where the next row is depends on how many fit into one.
function below(buttons: HTMLElement[], at: number, direction: 1 | -1): number {
  const from = buttons[at]?.getBoundingClientRect();
  if (!from) return 0;
  let next = at;
  for (let i = at + direction; buttons[i]; i += direction) {
    const place = buttons[i]?.getBoundingClientRect();
    if (!place || Math.abs(place.top - from.top) < 2) continue;
    next = i;
    if (Math.abs(place.left - from.left) < 2) break;
    const after = buttons[i + direction]?.getBoundingClientRect();
    if (!after || Math.abs(after.top - place.top) > 2) break;
  }
  return next;
}

function move(event: KeyboardEvent<HTMLDivElement>, toSearch: () => void): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-emoji]')];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const step = STEPS[event.key];
  let next: number;
  if (event.key === 'ArrowDown') next = at < 0 ? 0 : below(buttons, at, 1);
  else if (at < 0) return;
  else if (event.key === 'ArrowUp') next = below(buttons, at, -1);
  else if (step) next = at + step;
  else return;
  event.preventDefault();
  if (event.key === 'ArrowUp' && next === at) return toSearch();
  buttons[next]?.focus();
}

function Choices({ onPick }: { onPick: (emoji: string) => void }) {
  const [query, setQuery] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const groups = findEmoji(query);
  const first = groups[0]?.emoji[0];
  return (
    <div onKeyDown={(event) => move(event, () => search.current?.focus())}>
      <TextInput
        ref={search}
        data-autofocus
        size="xs"
        aria-label="Find an emoji"
        placeholder="Find an emoji"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !first) return;
          event.preventDefault();
          onPick(first.emoji);
        }}
      />
      <ScrollArea.Autosize mah={240} mt="xs" type="auto">
        {groups.map(({ label, emoji }) => (
          <div key={label} role="group" aria-label={label}>
            <Text size="xs" c="dimmed" px={4}>
              {label}
            </Text>
            <div className="emoji-grid">
              {emoji.map((one) => (
                <UnstyledButton
                  key={one.emoji}
                  data-emoji
                  tabIndex={one === first ? 0 : -1}
                  aria-label={one.name}
                  onClick={() => onPick(one.emoji)}
                >
                  {one.emoji}
                </UnstyledButton>
              ))}
            </div>
          </div>
        ))}
        {!first && (
          <Text size="sm" c="dimmed" p="xs" role="status">
            No emoji of this name
          </Text>
        )}
      </ScrollArea.Autosize>
    </div>
  );
}

/** Opens a choice of emoji: found by name, walked by arrow keys, Enter takes the first that is found. */
export function EmojiPicker({
  onPick,
  children,
}: {
  onPick: (emoji: string) => void;
  /** The button that opens it. */
  children: (toggle: () => void, opened: boolean) => ReactElement;
}) {
  const [opened, { toggle, close }] = useDisclosure(false);
  return (
    <Popover
      opened={opened}
      onChange={(next) => !next && close()}
      width={300}
      trapFocus
      returnFocus
      withinPortal
      shadow="md"
      position="top-end"
    >
      <Popover.Target>{children(toggle, opened)}</Popover.Target>
      <Popover.Dropdown p="xs" aria-label="Emoji">
        {opened && (
          <Choices
            onPick={(emoji) => {
              close();
              onPick(emoji);
            }}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
