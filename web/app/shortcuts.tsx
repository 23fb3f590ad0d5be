import { Modal } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { ShortcutList } from '../components/shortcut-list';

const CHORD_MS = 1200;
const PLACES: Record<string, string> = { h: '/', i: '/inbox', r: '/requests' };

/** Keys that work on every page, and the sheet that lists them. */
export function Shortcuts() {
  const [opened, { open, close }] = useDisclosure(false);
  const navigate = useNavigate();
  const chordAt = useRef(0);

  const go = (event: KeyboardEvent) => {
    if (event.timeStamp - chordAt.current > CHORD_MS) return;
    const place = PLACES[event.key.toLowerCase()];
    chordAt.current = 0;
    if (!place) return;
    event.stopImmediatePropagation();
    void navigate(place);
  };
  useHotkeys([
    ['g', (event) => (chordAt.current = event.timeStamp), { preventDefault: false }],
    ['h', go, { preventDefault: false }],
    ['i', go, { preventDefault: false }],
    ['r', go, { preventDefault: false }],
    ['c', () => document.getElementById('new-request')?.click()],
    ['shift+?', open],
  ]);
  return (
    <Modal opened={opened} onClose={close} title="Keyboard">
      <ShortcutList />
    </Modal>
  );
}
