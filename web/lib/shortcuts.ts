import { useHotkeys, useLocalStorage, type HotkeyItem } from '@mantine/hooks';
import type { Message } from './i18n/language';

/** Where "G" and a further key lead. */
export const PLACES = [
  { key: 'h', to: '/', says: 'Go home' },
  { key: 'd', to: '/dashboard', says: 'Go to my dashboard' },
  { key: 'i', to: '/inbox', says: 'Go to the inbox' },
  { key: 'r', to: '/requests', says: 'Go to my requests' },
  { key: 't', to: '/tasks', says: 'Go to my tasks' },
  { key: 'c', to: '/chat', says: 'Go to the chat' },
  { key: 's', to: '/assistant', says: 'Go to the assistant' },
  { key: 'l', to: '/leave', says: 'Go to leave' },
  { key: 'e', to: '/expenses', says: 'Go to expenses' },
  { key: 'p', to: '/projects', says: 'Go to projects' },
  { key: 'u', to: '/people', says: 'Go to people' },
  { key: 'n', to: '/notifications', says: 'Go to notifications' },
  { key: 'a', to: '/account', says: 'Go to my account' },
] as const satisfies { key: string; to: string; says: Message }[];

/**
 * Whether keys without Ctrl or Alt do something; kept in this browser. WCAG 2.2, 2.1.4 asks for a way to turn them off: who
 * speaks to the machine, or whose hand slips, presses them unmeant.
 */
export function useShortcutsOn() {
  return useLocalStorage({
    key: 'netra.shortcuts',
    defaultValue: true,
    getInitialValueInEffect: false,
  });
}

/** `useHotkeys` for keys that can be turned off. */
export function useKeys(keys: HotkeyItem[]): void {
  const [isOn] = useShortcutsOn();
  useHotkeys(isOn ? keys : []);
}

/** Whether a key is meant for a field, or for the browser. */
export function isTyping({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  const field =
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="textbox"]'));
  return Boolean(field) || ctrlKey || metaKey || altKey;
}
