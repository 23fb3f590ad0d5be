import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import type { MessageWire } from '../../domain/wire/chat';
import type { ChatFileWire } from '../../domain/wire/chat-files';
import type { TestApi } from './api';
import type { Persona } from './company';
import type { SentFile } from './hostile-files';

/** What an upload to a conversation answered. */
interface ChatUpload {
  status: number;
  body: {
    items: ChatFileWire[];
    detail: string;
    errors?: { path: string; message: string }[];
  };
}

/** Groups, their messages, and files of a persona, put there and taken from there. */
export function chatUploadsOf(api: TestApi) {
  const headers = async (persona: Persona) => ({
    authorization: `Bearer ${(await api.as(persona)).token ?? ''}`,
  });
  const address = (conversationId: string, rest = '') =>
    `${api.url}/api/v1/conversations/${conversationId}/files${rest}`;
  const upload = async (persona: Persona, conversationId: string, ...files: SentFile[]) => {
    const form = new FormData();
    for (const { name, type, content } of files)
      form.append('file', new Blob([new Uint8Array(content)], { type }), name);
    const sent = { method: 'POST', headers: await headers(persona), body: form };
    const answer = await fetch(address(conversationId), sent);
    return { status: answer.status, body: (await answer.json()) as ChatUpload['body'] };
  };
  const sending = async (persona: Persona, conversationId: string, body: object) =>
    (await api.as(persona)).post(`/conversations/${conversationId}/messages`, {
      ...{ clientId: randomUUID(), text: '' },
      ...body,
    });
  return {
    upload,
    /** What a message with files is answered. */
    sending,
    async group(...[first, ...others]: [Persona, ...Persona[]]): Promise<string> {
      const memberIds = others.map((persona) => api.company.people[persona]);
      const wanted = { kind: 'group', memberIds };
      const answer = await (await api.as(first)).post('/conversations', wanted);
      return (answer.body as { id: string }).id;
    },
    async uploaded(persona: Persona, id: string, ...sent: SentFile[]): Promise<ChatFileWire[]> {
      const { status, body } = await upload(persona, id, ...sent);
      expect([status, body.errors]).toEqual([201, undefined]);
      return body.items;
    },
    async send(persona: Persona, id: string, body: object): Promise<MessageWire> {
      const answer = await sending(persona, id, body);
      expect([answer.status, answer.body]).toEqual([201, answer.body]);
      return answer.body;
    },
    async get(persona: Persona, conversationId: string, rest: string): Promise<Response> {
      return fetch(address(conversationId, rest), { headers: await headers(persona) });
    },
    /** The name of every file in the store. */
    async stored(): Promise<string[]> {
      const options = { recursive: true, withFileTypes: true } as const;
      const found = await readdir(api.deps.config.FILES_DIR, options).catch(() => []);
      return found.filter((entry) => entry.isFile()).map(({ name }) => name);
    },
  };
}
