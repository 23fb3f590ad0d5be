import type { Principal } from '../../domain/access/principal';
import type { CallResult } from '../../domain/assistant/compose';
import type { ToolCall } from '../../domain/assistant/tool';
import type { DomainError } from '../../domain/errors';
import type { AssistantAnswer } from '../../domain/wire/assistant';
import type { Clock } from '../../platform/clock/clock';
import type { Config } from '../../platform/config/config';
import type { Database } from '../../platform/database/database';
import type { ScopedReader } from '../../platform/database/scoped-reader';
import type { LanguageModel, TokenUse } from '../../platform/llm/language-model';
import type { Logger } from '../../platform/logger/logger';

/** What questions are answered with. */
export interface AnsweringDeps {
  db: Database;
  clock: Clock;
  config: Config;
  logger: Logger;
  reader: Pick<ScopedReader, 'read'>;
  model: LanguageModel | null;
}

/** A call that was made, and what came of it. */
export type MadeCall = CallResult;

/** A question before, with its answer. */
export interface Turn {
  text: string;
  words: string;
  calls: ToolCall[];
}

/** A question that is being answered. */
export interface Asking {
  principal: Principal;
  text: string;
  /** Those before in the same conversation, oldest first. */
  before: Turn[];
  signal: AbortSignal;
  /** Looks something up as whoever asks: checked, timed and written down. */
  look: (call: ToolCall) => Promise<MadeCall>;
  /** Tells words as they come. */
  say: (words: string) => void;
  /** Counts tokens, also of a reply that came to nothing. */
  spend: (use: TokenUse) => void;
}

/** What an answer is made of beside its lookups. */
export interface Draft extends Pick<
  AssistantAnswer,
  'proposals' | 'question' | 'refusals' | 'answeredBy'
> {
  words: string;
}

/** How an answer ended. */
export type Ending =
  | { kind: 'done'; answer: AssistantAnswer }
  | { kind: 'stopped' }
  | { kind: 'failed'; error: DomainError };
