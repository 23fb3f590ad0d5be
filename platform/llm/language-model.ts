import type { ModelTool } from '../../domain/assistant/model-tools';

/** A call a model asks for; the arguments are its own text, whether or not they are JSON. */
export interface ModelCall {
  id: string;
  name: string;
  args: string;
}

/** One message of a talk with a model. */
export type ModelMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; calls: ModelCall[] }
  | { role: 'tool'; callId: string; content: string };

/** Tokens a reply took, as the provider counts them. */
export interface TokenUse {
  input: number;
  output: number;
}

/** What a model came back with. */
export interface ModelReply {
  text: string;
  calls: ModelCall[];
}

/** A language model, whoever provides it. */
export interface LanguageModel {
  name: string;
  /**
   * One reply, told as it comes.
   * @param options.tools what it may call; none when it is to answer in words alone
   * @param options.onUse hears the tokens, where the provider counted them: also of a reply that came to nothing
   * @throws ModelFailure whatever the provider did; the reason of `signal` once that is aborted
   */
  reply(options: {
    messages: ModelMessage[];
    tools: ModelTool[];
    signal: AbortSignal;
    onText: (text: string) => void;
    onUse: (use: TokenUse) => void;
  }): Promise<ModelReply>;
}

/** What can go wrong with a provider. */
export type ModelProblem = 'rate-limit' | 'outage' | 'malformed' | 'cut';

/** A provider that did not answer as it should. The message holds nothing of what was sent. */
export class ModelFailure extends Error {
  constructor(readonly problem: ModelProblem) {
    super(`the language model failed: ${problem}`);
    this.name = 'ModelFailure';
  }
}
