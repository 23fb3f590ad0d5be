import { useState } from 'react';
import { dropDraft, keepDraft, readDraft } from '../../lib/drafts';
import { useMe } from '../../lib/session';

/** What is written and not sent, there again after a reload. @param name what it is a draft of */
export function useDraft(name: string): [text: string, write: (next: string) => void] {
  const me = useMe();
  const [text, setText] = useState(() => {
    const kept = readDraft(me.id, name)?.text;
    return typeof kept === 'string' ? kept : '';
  });
  const write = (next: string) => {
    setText(next);
    if (next) keepDraft(me.id, name, { text: next });
    else dropDraft(me.id, name);
  };
  return [text, write];
}
