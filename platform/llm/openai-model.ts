import OpenAI, { APIConnectionError, APIError } from 'openai';
import type { ChatCompletionChunk, ChatCompletionMessageParam } from 'openai/resources';
import type { Config } from '../config/config';
import {
  ModelFailure,
  type LanguageModel,
  type ModelCall,
  type ModelMessage,
  type ModelReply,
  type TokenUse,
} from './language-model';

/** Some servers drop the request after a stream on a connection that is kept alive: it is asked again. */
const RETRIES = 2;

type ModelConfig = Pick<
  Config,
  'OPENAI_API_KEY' | 'OPENAI_BASE_URL' | 'OPENAI_MODEL' | 'OPENAI_TIMEOUT_SECONDS'
>;

/** The model of the configuration over Chat Completions, which most servers speak; null without a key and an address. */
export function createLanguageModel(config: ModelConfig): LanguageModel | null {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseURL, OPENAI_MODEL: name } = config;
  if (!apiKey && !baseURL) return null;
  const timeout = config.OPENAI_TIMEOUT_SECONDS * 1000;
  const client = new OpenAI({
    ...{ apiKey: apiKey ?? 'none', baseURL, timeout, maxRetries: RETRIES, logLevel: 'off' },
  });
  return {
    name,
    reply: async ({ messages, tools, signal, onText, onUse }) => {
      const silence = createSilence(timeout);
      const either = AbortSignal.any([signal, silence.signal]);
      let use: TokenUse = { input: 0, output: 0 };
      const counted = (now: TokenUse) => (use = now);
      try {
        const chunks = await client.chat.completions.create(
          {
            ...{ model: name, messages: messages.map(toWire), stream: true },
            stream_options: { include_usage: true },
            ...(tools.length > 0 ? { tools } : {}),
          },
          { signal: either },
        );
        return await gather(chunks, { onText, counted, heard: silence.restart });
      } catch (error) {
        signal.throwIfAborted();
        // A stream that is aborted ends as if it were cut.
        throw silence.signal.aborted ? new ModelFailure('outage') : failureOf(error);
      } finally {
        silence.end();
        onUse(use);
      }
    },
  };
}

/** Aborts once nothing has been heard for so long: a stream that stands still is an outage. */
function createSilence(milliseconds: number) {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const end = () => clearTimeout(timer);
  return {
    signal: controller.signal,
    end,
    restart: () => {
      end();
      timer = setTimeout(() => controller.abort(), milliseconds);
    },
  };
}

async function gather(
  chunks: AsyncIterable<ChatCompletionChunk>,
  {
    onText,
    counted,
    heard,
  }: { onText: (text: string) => void; counted: (use: TokenUse) => void; heard: () => void },
): Promise<ModelReply> {
  const calls = new Map<number, ModelCall>();
  let text = '';
  let isWhole = false;
  heard();
  for await (const chunk of chunks) {
    heard();
    const { usage, choices } = chunk;
    // Some count on with each part: the last count is the whole.
    if (usage)
      counted({ input: tokens(usage.prompt_tokens), output: tokens(usage.completion_tokens) });
    const [choice] = choices ?? [];
    if (!choice) continue;
    const { content, tool_calls: parts } = choice.delta ?? {};
    if (content) {
      text += content;
      onText(content);
    }
    parts?.forEach((part) => addPart(calls, part));
    isWhole ||= choice.finish_reason !== null && choice.finish_reason !== undefined;
  }
  if (!isWhole) throw new ModelFailure('cut');
  return { text, calls: [...calls.values()] };
}

/** What a server leaves out, or miscounts, is no token. */
const tokens = (count: unknown): number =>
  typeof count === 'number' && Number.isSafeInteger(count) && count > 0 ? count : 0;

function addPart(
  calls: Map<number, ModelCall>,
  { index, id, function: part }: ChatCompletionChunk.Choice.Delta.ToolCall,
): void {
  // Kept by a map: an index is whatever the server sends.
  const call = calls.get(index) ?? { id: id ?? `call-${index}`, name: '', args: '' };
  calls.set(index, call);
  call.name += part?.name ?? '';
  call.args += part?.arguments ?? '';
}

function toWire(message: ModelMessage): ChatCompletionMessageParam {
  if (message.role === 'tool')
    return { role: 'tool', tool_call_id: message.callId, content: message.content };
  if (message.role !== 'assistant') return { role: message.role, content: message.content };
  const { content, calls } = message;
  if (calls.length === 0) return { role: 'assistant', content };
  return {
    ...{ role: 'assistant', content: content || null },
    tool_calls: calls.map(({ id, name, args }) => ({
      ...{ id, type: 'function' as const, function: { name, arguments: args } },
    })),
  };
}

/** The error itself is kept from logs: it may repeat what was sent. */
function failureOf(error: unknown): ModelFailure {
  if (error instanceof ModelFailure) return error;
  if (error instanceof SyntaxError) return new ModelFailure('malformed');
  if (error instanceof APIConnectionError) return new ModelFailure('outage');
  if (error instanceof APIError) {
    return new ModelFailure(error.status === 429 ? 'rate-limit' : 'outage');
  }
  // A connection that breaks in the middle of a stream.
  return new ModelFailure(error instanceof TypeError ? 'malformed' : 'cut');
}
