import { useHotkeys, useLocalStorage, type HotkeyItem } from '@mantine/hooks';

/** Where "G" and a further key lead. */
export const PLACES = [
  { key: 'h', to: '/', name: 'home' },
  { key: 'd', to: '/dashboard', name: 'to my dashboard' },
  { key: 'i', to: '/inbox', name: 'to the inbox' },
  { key: 'r', to: '/requests', name: 'to my requests' },
  { key: 't', to: '/tasks', name: 'to my tasks' },
  { key: 'c', to: '/chat', name: 'to the chat' },
  { key: 'l', to: '/leave', name: 'to leave' },
  { key: 'e', to: '/expenses', name: 'to expenses' },
  { key: 'p', to: '/projects', name: 'to projects' },
  { key: 'u', to: '/people', name: 'to people' },
  { key: 'n', to: '/notifications', name: 'to notifications' },
  { key: 'a', to: '/account', name: 'to my account' },
] as const;

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
