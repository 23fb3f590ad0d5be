import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { MatrixCall } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

const nobody = randomUUID();
type ChatCase = (persona: Persona, world: MatrixWorld) => MatrixCall[];

/** Nobody but its members finds the planted conversation, an admin neither; a member is asked for nothing that writes. */
const place =
  (path: (chat: MatrixWorld['chat']) => string, body: unknown, forMembers: number): ChatCase =>
  (persona, { chat }) => {
    const inside = chat.members.includes(persona);
    return [
      {
        path: path(chat),
        body,
        expect: inside ? forMembers : 404,
        ...(inside && forMembers === 200 ? { mustShow: [chat.code] } : {}),
      },
    ];
  };

const at = (rest: string) => (chat: MatrixWorld['chat']) => `/conversations/${chat.id}${rest}`;
const ofMessage = (rest: string) => (chat: MatrixWorld['chat']) =>
  `/conversations/${chat.id}/messages/${chat.messageId}${rest}`;

/** Where members would write, everybody else asks: the same for them as if there were nothing. */
const outside =
  (path: (chat: MatrixWorld['chat']) => string, body?: unknown): ChatCase =>
  (persona, { chat }) =>
    chat.members.includes(persona) ? [] : [{ path: path(chat), body, expect: 404 }];

/** Conversations and messages. */
export const CHAT_CASES: Record<string, ChatCase> = {
  'get /conversations': (persona, { chat }) => [
    {
      path: '/conversations',
      expect: 200,
      ...(chat.members.includes(persona) ? { mustShow: [chat.code] } : {}),
    },
  ],
  'post /conversations': () => [
    { path: '/conversations', body: { kind: 'direct', memberIds: [nobody] }, expect: 422 },
    {
      path: '/conversations',
      body: { kind: 'group', memberIds: [nobody], createdBy: nobody },
      expect: 422,
    },
  ],
  'get /conversations/:id': place(at(''), undefined, 200),
  'patch /conversations/:id': outside(at(''), { name: 'x' }),
  'get /chat-people': () => [{ path: '/chat-people', expect: 200 }],
  'get /channels': () => [{ path: '/channels', expect: 200 }],
  'post /conversations/:id/join': outside(at('/join')),
  'post /conversations/:id/members': (persona, world) =>
    outside(at('/members'), { memberIds: [world.api.company.people[persona]] })(persona, world),
  'delete /conversations/:id/members/:memberId': (persona, world) =>
    outside(at(`/members/${world.api.company.people['sales.rep']}`))(persona, world),
  'get /conversations/:id/messages': place(at('/messages'), undefined, 200),
  'get /conversations/:id/messages/:messageId/thread': place(ofMessage('/thread'), undefined, 200),
  'get /conversations/:id/pins': (persona, world) =>
    world.chat.members.includes(persona)
      ? [{ path: at('/pins')(world.chat), expect: 200 }]
      : outside(at('/pins'))(persona, world),
  'put /conversations/:id/messages/:messageId/pin': outside(ofMessage('/pin')),
  'delete /conversations/:id/messages/:messageId/pin': outside(ofMessage('/pin')),
  'put /conversations/:id/messages/:messageId/bookmark': outside(ofMessage('/bookmark')),
  'delete /conversations/:id/messages/:messageId/bookmark': outside(ofMessage('/bookmark')),
  'get /chat-bookmarks': () => [{ path: '/chat-bookmarks', expect: 200 }],
  'get /conversations/:id/changes': place(at('/changes'), undefined, 200),
  'post /conversations/:id/read': outside(at('/read'), { upTo: 1 }),
  'post /conversations/:id/unread': outside(at('/unread'), { from: 1 }),
  'patch /conversations/:id/settings': outside(at('/settings'), { muted: true }),
  'get /chat-settings': () => [{ path: '/chat-settings', expect: 200 }],
  'patch /chat-settings': () => [
    { path: '/chat-settings', body: { tellsRead: true, userId: nobody }, expect: 422 },
  ],
  'post /conversations/:id/messages': (persona, world) => [
    ...outside(at('/messages'), { clientId: 'a', text: 'x' })(persona, world),
    ...['authorId', 'seq', 'createdAt', 'conversationId'].map((extra) => ({
      path: at('/messages')(world.chat),
      body: { clientId: 'b', text: 'x', [extra]: nobody },
      expect: 422,
    })),
  ],
  'patch /conversations/:id/messages/:messageId': (persona, world) => [
    // Whoever is in it may not change what somebody else wrote.
    ...(persona === world.chat.author
      ? []
      : place(ofMessage(''), { text: 'x' }, 403)(persona, world)),
  ],
  'delete /conversations/:id/messages/:messageId': (persona, world) =>
    persona === world.chat.author ? [] : place(ofMessage(''), undefined, 403)(persona, world),
  'put /conversations/:id/messages/:messageId/reactions/:emoji': outside(
    ofMessage(`/reactions/${encodeURIComponent('👍')}`),
  ),
  'delete /conversations/:id/messages/:messageId/reactions/:emoji': outside(
    ofMessage(`/reactions/${encodeURIComponent('👍')}`),
  ),
};
