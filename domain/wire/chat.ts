import { z } from 'zod';
import { FILES_PER_MESSAGE } from '../files/file-types';
import { chatFileSchema } from './chat-files';
import { instantSchema, personRefSchema, wholeListOf } from './common';

/** Characters of the longest message. */
export const LONGEST_MESSAGE = 65_536;
/** People that are named when a conversation is started or joined by others. */
const MOST_NAMED = 500;

/** People a message names one by one. */
const MOST_MENTIONED = 50;

const trimmed = (most: number) => z.string().trim().min(1).max(most);
const seq = z.number().int().min(0);

/** What a conversation is: two people, some people, or a named place. */
export const conversationKindSchema = z.enum(['direct', 'group', 'channel']);

/** `POST /conversations`. A direct conversation that exists already is answered as it is. */
export const startConversationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('direct'), memberIds: z.array(z.uuid()).length(1) }),
  z.strictObject({
    kind: z.literal('group'),
    memberIds: z.array(z.uuid()).min(1).max(MOST_NAMED),
    name: trimmed(80).optional(),
  }),
  z.strictObject({
    kind: z.literal('channel'),
    name: trimmed(80),
    topic: z.string().trim().max(250).default(''),
    visibility: z.enum(['private', 'public']).default('private'),
    memberIds: z.array(z.uuid()).max(MOST_NAMED).default([]),
  }),
]);

/** `PATCH /conversations/:id`. */
export const describeConversationSchema = z
  .strictObject({ name: trimmed(80), topic: z.string().trim().max(250) })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Say what to change');

/** `POST /conversations/:id/members`. */
export const addMembersSchema = z.strictObject({
  memberIds: z.array(z.uuid()).min(1).max(MOST_NAMED),
});

/** A record beside a message: which one. What it says is read with the reader's own rights. */
const cardSchema = z.strictObject({ kind: z.literal('approval'), id: z.uuid() });

const draftSchema = z.strictObject({
  clientId: z.string().min(1).max(100),
  text: z.string().max(LONGEST_MESSAGE),
  /** The seq of the message it answers to. */
  threadOf: z.number().int().min(1).optional(),
  /** Whom it names; whoever is not in the conversation is passed over. */
  mentions: z.array(z.uuid()).max(MOST_MENTIONED).optional(),
  /** It names everybody in the conversation. Many people are named only if that is confirmed. */
  mentionsAll: z.boolean().optional(),
  confirmMentionsAll: z.boolean().optional(),
  /** Files that its author uploaded to this conversation and has not sent yet. */
  fileIds: z.array(z.uuid()).max(FILES_PER_MESSAGE).optional(),
});
const saysSomething = ({ text, fileIds = [] }: { text: string; fileIds?: string[] }) =>
  text.trim() !== '' || fileIds.length > 0;
const EMPTY = { message: 'Write something', path: ['text'] };

/** `POST /conversations/:id/messages`: the client names the message, so that sending it twice is sending it once. */
export const sendMessageSchema = draftSchema.refine(saysSomething, EMPTY);

/** `PATCH /conversations/:id/messages/:messageId`. */
export const editMessageSchema = draftSchema
  .pick({ text: true, mentions: true })
  .refine(saysSomething, EMPTY);

/** One emoji, as it is written. */
export const emojiSchema = z
  .string()
  .max(32)
  .regex(new RegExp('^\\p{RGI_Emoji}$', 'v'), 'Use one emoji');

/** `POST /conversations/:id/read`. */
export const readUpToSchema = z.strictObject({ upTo: seq });

/** `POST /conversations/:id/unread`: the first message that is to be unread again. */
export const unreadFromSchema = z.strictObject({ from: z.number().int().min(1) });

/** `PATCH /conversations/:id/settings`: how I have a conversation. Muted, only what names me counts. */
export const memberSettingsSchema = z
  .strictObject({ muted: z.boolean(), favourite: z.boolean() })
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Say what to change');

/** `GET /chat-settings`: what others are told of me. Whoever tells no receipts is told none. */
export const chatSettingsSchema = z.strictObject({
  tellsRead: z.boolean(),
  tellsPresence: z.boolean(),
});

/** `PATCH /chat-settings`. */
export const changeChatSettingsSchema = chatSettingsSchema
  .partial()
  .refine((body) => Object.keys(body).length > 0, 'Say what to change');

/** `GET /conversations/:id/messages`: after a seq, oldest first; around one, oldest first; otherwise the newest first, before a seq. */
export const messageQuerySchema = z.object({
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  /** A page around this message, oldest first. */
  around: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(50),
});

/** `GET /conversations/:id/messages/:messageId/thread`. */
export const threadQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});

/** `GET /conversations/:id/changes`. */
export const changeQuerySchema = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(500),
});

/**
 * A message as people see it. `seq` grows by one per conversation without gaps; `change` is the last change of the
 * conversation that touched it, and in a socket event the one that is told.
 */
export const messageSchema = z.object({
  id: z.uuid(),
  conversationId: z.uuid(),
  seq,
  change: seq,
  author: personRefSchema,
  clientId: z.string(),
  /** Empty once it is deleted. */
  text: z.string(),
  /** The seq of the message it answers to. */
  threadOf: seq.nullable(),
  card: cardSchema.nullable(),
  /** The thread it begins or belongs to, once somebody has answered: its answers that are not deleted. */
  thread: z.object({ seq, count: z.number().int(), lastAt: instantSchema }).nullable(),
  mentions: z.array(z.uuid()),
  pinnedAt: instantSchema.nullable(),
  createdAt: instantSchema,
  editedAt: instantSchema.nullable(),
  deletedAt: instantSchema.nullable(),
  /** When it went because messages are kept no longer; then it counts as deleted, too. */
  removedAt: instantSchema.nullable(),
  reactions: z.array(z.object({ emoji: z.string(), userIds: z.array(z.uuid()) })),
  /** None once it is deleted. */
  files: z.array(chatFileSchema),
});

/** A page of messages. `head` is the newest seq of the conversation. */
export const messageListSchema = z.object({
  items: z.array(messageSchema),
  nextCursor: z.null(),
  head: seq,
});

/** A thread: the message it begins with, and answers, oldest first. */
export const threadSchema = z.object({
  root: messageSchema,
  items: z.array(messageSchema),
  nextCursor: z.null(),
});

/** What can happen in a conversation. */
const CHANGE_KINDS = [
  'message',
  'edited',
  'deleted',
  'reacted',
  'read',
  'joined',
  'left',
  'described',
  'pinned',
  'unpinned',
] as const;

/** Entry of a conversation's log; `change` grows by one per conversation without gaps. */
const changeSchema = z.object({
  conversationId: z.uuid(),
  change: seq,
  kind: z.enum(CHANGE_KINDS),
  /** Who did it. */
  by: personRefSchema,
  /** Who came or went. */
  person: personRefSchema.nullable(),
  /** Of `read`: the last message that was read. */
  upTo: seq.nullable(),
  message: messageSchema.nullable(),
  at: instantSchema,
});

/** What came after a change, oldest first. `head` is the newest. */
export const changeListSchema = z.object({
  items: z.array(changeSchema),
  nextCursor: z.null(),
  head: seq,
});

/** Somebody in a conversation. */
const memberSchema = personRefSchema.extend({
  role: z.enum(['owner', 'member']),
  /** The last message they are known to have seen; null where they or the reader tell no receipts. */
  readSeq: seq.nullable(),
});

/** A conversation as one of its members sees it. */
export const conversationSchema = z.object({
  id: z.uuid(),
  kind: conversationKindSchema,
  visibility: z.enum(['private', 'public']),
  name: z.string().nullable(),
  topic: z.string(),
  /** Whose people are in it, where the organisation decides that and not they. */
  follows: z.enum(['department', 'project']).nullable(),
  head: seq,
  change: seq,
  /** The last message this member has read, and how many others of after it there are, recounted. */
  readSeq: seq,
  unread: z.number().int(),
  /** Unread messages that name this member, recounted. */
  unreadMentions: z.number().int(),
  muted: z.boolean(),
  favourite: z.boolean(),
  memberCount: z.number().int(),
  /** Everybody else of a direct conversation, the first of a group; none of a channel. */
  others: z.array(personRefSchema),
  last: messageSchema
    .pick({ seq: true, author: true, text: true, createdAt: true, deletedAt: true })
    .nullable(),
});

/** A conversation with its members. */
export const conversationDetailSchema = conversationSchema.extend({
  members: z.array(memberSchema),
  may: z.object({
    describe: z.boolean(),
    pin: z.boolean(),
    addMembers: z.boolean(),
    leave: z.boolean(),
  }),
});

/** `GET /chat-bookmarks`: what I keep for myself, in conversations I am in. */
export const bookmarkSchema = z.object({
  message: messageSchema,
  conversation: conversationSchema.pick({ id: true, kind: true, name: true }),
  keptAt: instantSchema,
});

/** `GET /conversations`: mine, the liveliest first. */
export const conversationListSchema = wholeListOf(conversationSchema);

/** `GET /channels`: what anybody may join. */
export const channelSchema = conversationSchema
  .pick({ id: true, name: true, topic: true, memberCount: true })
  .extend({ joined: z.boolean() });

/** `GET /chat-people`: whom one can write to. */
export const chatPersonSchema = personRefSchema.extend({ department: z.string().nullable() });

/** What the schemas of the same names describe. */
export type StartConversation = z.output<typeof startConversationSchema>;
export type DescribeConversation = z.output<typeof describeConversationSchema>;
export type CardWire = z.infer<typeof cardSchema>;
export type MessageWire = z.infer<typeof messageSchema>;
export type MessageList = z.infer<typeof messageListSchema>;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export type ChangeWire = z.infer<typeof changeSchema>;
export type ChangeList = z.infer<typeof changeListSchema>;
export type MemberSettings = z.infer<typeof memberSettingsSchema>;
export type ChatSettings = z.infer<typeof chatSettingsSchema>;
export type MemberWire = z.infer<typeof memberSchema>;
export type ConversationWire = z.infer<typeof conversationSchema>;
export type ConversationDetail = z.infer<typeof conversationDetailSchema>;
export type ChatPerson = z.infer<typeof chatPersonSchema>;
export type ThreadWire = z.infer<typeof threadSchema>;
export type BookmarkWire = z.infer<typeof bookmarkSchema>;
export type ChannelWire = z.infer<typeof channelSchema>;
