import { modals } from '@mantine/modals';
import { createElement, useState } from 'react';
import { useMe } from '../../lib/session';
import { useOpened } from './conversation-context';
import { mentionsIn } from './mention-text';

/** As the API asks from. */
const MOST_UNASKED = 20;

/** Whom a text that is being written names, and the question before a crowd is. */
export function useNaming() {
  const me = useMe();
  const { conversation } = useOpened();
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const people = conversation.members.filter(({ id }) => id !== me.id);
  return {
    onPick: (personId: string) => setPicked((known) => new Set([...known, personId])),
    named: (text: string) => mentionsIn(text, people, picked),
    /** Goes on at once, or after a yes where many people would be named. */
    ask({ everybody }: { everybody: boolean }, goOn: () => void) {
      const { memberCount } = conversation;
      if (!everybody || memberCount <= MOST_UNASKED) return goOn();
      modals.openConfirmModal({
        title: 'Tell everybody?',
        children: createElement(
          'p',
          null,
          `@channel rings the bell of all ${memberCount} people here.`,
        ),
        labels: { confirm: `Tell ${memberCount} people`, cancel: 'Go on writing' },
        onConfirm: goOn,
      });
    },
  };
}
