import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { MatrixCall } from './matrix-cases';
import type { MatrixWorld } from './matrix-world';

const nobody = randomUUID();
type FileCase = (persona: Persona, world: MatrixWorld) => MatrixCall[];

const at =
  (rest: string, forMembers: number): FileCase =>
  (persona, { chat }) => [
    {
      path: `/conversations/${chat.id}/files${rest}`,
      expect: chat.members.includes(persona) ? forMembers : 404,
    },
  ];

/** Files of conversations, and what is found in them. */
export const CHAT_FILE_CASES: Record<string, FileCase> = {
  // A form is what it takes; whoever is not in the conversation is not told that.
  'post /conversations/:id/files': at('', 415),
  'get /conversations/:id/files': at('', 200),
  'get /conversations/:id/files/:fileId': at(`/${nobody}`, 404),
  'get /conversations/:id/files/:fileId/preview': at(`/${nobody}/preview`, 404),
  'delete /conversations/:id/files/:fileId': at(`/${nobody}`, 404),
  'get /chat/search': (persona, { chat }) => [
    {
      path: `/chat/search?q=${encodeURIComponent(chat.code)}`,
      expect: 200,
      ...(chat.members.includes(persona) ? { mustShow: [chat.code] } : {}),
    },
    {
      path: `/chat/search?q=${encodeURIComponent(chat.code)}&conversationId=${chat.id}`,
      expect: 200,
    },
    { path: '/chat/search?q=', expect: 422 },
  ],
};
