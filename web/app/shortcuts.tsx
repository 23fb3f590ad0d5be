import { Modal } from '@mantine/core';
import { useDisclosure, useWindowEvent } from '@mantine/hooks';
import { useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { ShortcutList } from '../components/shortcut-list';
import { isTyping, PLACES, useKeys, useShortcutsOn } from '../lib/shortcuts';
import { useListKeys } from './use-list-keys';

const CHORD_MS = 1200;

// Caught before the pages' own keys hear of it: the R of "G R" must not reject anything.
function useChords() {
  const navigate = useNavigate();
  const [isOn] = useShortcutsOn();
  const startedAt = useRef(-CHORD_MS);
  useWindowEvent(
    'keydown',
    (event) => {
      if (!isOn || isTyping(event)) return;
      const key = event.key.toLowerCase();
      const isSecond = event.timeStamp - startedAt.current < CHORD_MS;
      const place = isSecond ? PLACES.find((one) => one.key === key) : undefined;
      startedAt.current = key === 'g' ? event.timeStamp : -CHORD_MS;
      if (!place) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void navigate(place.to);
    },
    { capture: true },
  );
}

/** Keys that work on every page, and the sheet that lists them with those of the page. */
export function Shortcuts() {
  const [opened, { open, close }] = useDisclosure(false);
  const { pathname } = useLocation();
  useChords();
  useListKeys();
  useKeys([
    ['c', () => document.querySelector<HTMLElement>('[data-new-request]')?.click()],
    ['shift+?', open],
    ['?', open],
  ]);
  return (
    <Modal opened={opened} onClose={close} title="Keyboard">
      <ShortcutList pathname={pathname} />
    </Modal>
  );
}
