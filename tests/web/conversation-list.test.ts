import type { ConversationWire } from '../../domain/wire/chat';
import { countedOf, neighbourOf, sectionsOf } from '../../web/features/chat/conversation-sections';
import { unshown } from '../../web/features/chat/unshown';
import type { MessageWire } from '../../domain/wire/chat';

const conversation = (id: string, favourite = false) => ({ id, favourite }) as ConversationWire;

test('what is muted counts only what names me', () => {
  const counts = { unread: 5, unreadMentions: 2 };
  expect(countedOf({ ...counts, muted: false })).toBe(5);
  expect(countedOf({ ...counts, muted: true })).toBe(2);
});

test('keys go through the list as it is shown, favourites first', () => {
  const list = [conversation('a'), conversation('b', true), conversation('c')];
  expect(sectionsOf(list).favourites.map(({ id }) => id)).toEqual(['b']);
  const walk = (selected: string | undefined, step: 1 | -1) =>
    neighbourOf(list, { selected, step });
  expect([walk(undefined, 1), walk('b', 1), walk('a', 1), walk('c', 1)]).toEqual([
    ...['b', 'a', 'c'],
    undefined,
  ]);
  expect([walk(undefined, -1), walk('a', -1), walk('b', -1)]).toEqual(['c', 'b', undefined]);
});

test('an unsent message that is shown already as mine is not shown beside it', () => {
  const unsent = ['one', 'two'].map((clientId) => ({
    ...{ conversationId: 'c', clientId, text: clientId, refusal: null },
  }));
  const shown = [
    { clientId: 'one', author: { id: 'me' } },
    // Client ids are each person's own.
    { clientId: 'two', author: { id: 'somebody' } },
  ] as MessageWire[];
  expect(unshown({ unsent, shown, myId: 'me' }).map(({ clientId }) => clientId)).toEqual(['two']);
});
