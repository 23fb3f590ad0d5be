import { Modal } from '@mantine/core';
import { useDisclosure, useHotkeys, useWindowEvent } from '@mantine/hooks';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { ShortcutList } from '../components/shortcut-list';

const CHORD_MS = 1200;
const PLACES: Record<string, string> = { h: '/', i: '/inbox', r: '/requests' };

function isTyping({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const field = target instanceof HTMLElement && target.closest('input, textarea, select');
  return Boolean(field) || ctrlKey || metaKey || altKey;
}

// Caught before the pages' own keys hear of it: the R of "G R" must not reject anything.
function useChords() {
  const navigate = useNavigate();
  const startedAt = useRef(-CHORD_MS);
  useWindowEvent(
    'keydown',
    (event) => {
      if (isTyping(event)) return;
      const key = event.key.toLowerCase();
      const place = event.timeStamp - startedAt.current < CHORD_MS ? PLACES[key] : undefined;
      startedAt.current = key === 'g' ? event.timeStamp : -CHORD_MS;
      if (!place) return;
      event.preventDefault();
      event.stopPropagation();
      void navigate(place);
    },
    { capture: true },
  );
}

/** Keys that work on every page, and the sheet that lists them. */
export function Shortcuts() {
  const [opened, { open, close }] = useDisclosure(false);
  useChords();
  useHotkeys([
    ['c', () => document.querySelector<HTMLElement>('[data-new-request]')?.click()],
    ['shift+?', open],
    ['?', open],
  ]);
  return (
    <Modal opened={opened} onClose={close} title="Keyboard">
      <ShortcutList />
    </Modal>
  );
}
