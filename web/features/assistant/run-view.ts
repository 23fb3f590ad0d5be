import type { AssistantAnswer } from '../../../domain/wire/assistant';
import type { AssistantEvent } from '../../../domain/wire/assistant-threads';
import type { ApiProblem } from '../../lib/api';

/** Something that is being looked up, or has been. */
export interface Looking {
  name: string;
  title: string;
  isDone: boolean;
}

/** An answer on its way, as far as it has been told. */
export interface RunView {
  messageId: string | null;
  question: string;
  /** The place of the last event that was taken. */
  seq: number;
  words: string;
  lookups: Looking[];
  answer: AssistantAnswer | null;
  state: 'asking' | 'answering' | 'dropped' | 'done' | 'stopped' | 'failed';
  problem: ApiProblem | Error | null;
}

/** An answer of which nothing has been told. */
export const begun = (question: string, messageId: string | null = null): RunView => ({
  messageId,
  question,
  seq: 0,
  words: '',
  lookups: [],
  answer: null,
  state: messageId ? 'answering' : 'asking',
  problem: null,
});

const isOver = ({ state }: RunView) =>
  state === 'done' || state === 'stopped' || state === 'failed';

/** Whether an answer is still to be waited for. */
export const isRunning = (view: RunView): boolean => !isOver(view);

type Told<Type extends AssistantEvent['type']> = Extract<AssistantEvent, { type: Type }>;

const TAKE: {
  [Type in AssistantEvent['type']]: (view: RunView, event: Told<Type>) => Partial<RunView>;
} = {
  begun: (_, { messageId }) => ({ messageId }),
  words: (view, { text }) => ({ words: view.words + text }),
  call: (view, { name, title }) => ({
    lookups: [...view.lookups, { name, title, isDone: false }],
  }),
  called: (view, { name }) => {
    const at = view.lookups.findIndex((one) => one.name === name && !one.isDone);
    return {
      lookups: view.lookups.map((one, index) => (index === at ? { ...one, isDone: true } : one)),
    };
  },
  answer: (_, { answer }) => ({ answer, words: answer.answer, state: 'done' }),
  stopped: () => ({ state: 'stopped' }),
  failed: (_, { reason }) => ({ state: 'failed', problem: new Error(reason) }),
};

/** What is known after one more event. One that was taken already changes nothing: no words come twice. */
export function taken(view: RunView, event: AssistantEvent): RunView {
  if (event.seq <= view.seq || isOver(view)) return view;
  const take = TAKE[event.type] as (view: RunView, event: AssistantEvent) => Partial<RunView>;
  return { ...view, state: 'answering', ...take(view, event), seq: event.seq };
}
