import { z } from 'zod';
import { ARGUMENTS, defineTool, text } from './arguments';

const { from, to, limit } = ARGUMENTS;

/** @see ToolDefinition.description */
export const searchChat = defineTool({
  name: 'search_chat',
  title: 'Chat messages',
  description:
    'Messages that hold every word of a text, the newest first, only of conversations the asker is in.',
  args: z.strictObject({ text: text('Words to look for'), from, to, limit }),
  example: 'Find messages about the go-live',
});
