import { useHotkeys } from '@mantine/hooks';
import { useNavigate } from 'react-router';
import type { ConversationWire } from '../../../domain/wire/chat';
import { neighbourOf } from './conversation-sections';

/** Alt and an arrow lead to the conversation above or below, also while one writes. */
export function useConversationKeys(input: {
  conversations: ConversationWire[];
  selected: string | undefined;
}): void {
  const navigate = useNavigate();
  const go = (step: 1 | -1) => {
    const id = neighbourOf(input.conversations, { selected: input.selected, step });
    if (id) void navigate(`/chat/${id}`);
  };
  useHotkeys(
    [
      ['alt+ArrowDown', () => go(1)],
      ['alt+ArrowUp', () => go(-1)],
    ],
    [],
  );
}
