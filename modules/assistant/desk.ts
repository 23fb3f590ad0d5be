import type { Principal } from '../../domain/access/principal';
import { answerQuestion } from './answer-question';
import type { AnsweringDeps, Ending } from './asking';
import { askToStop, giveUpLost } from './message-store';
import { findMessage, type MessagePlace } from './threads';
import { takeQuestion, type Question } from './use-cases/ask-question';
import { Stopped } from './watch';

/** Where questions are handed in: answers go on whether or not anybody listens. */
export interface Desk {
  /** @throws DomainError as `takeQuestion` does */
  ask(
    principal: Principal,
    question: Question,
  ): Promise<{ messageId: string; ending: Promise<Ending> }>;
  /** Ends an answer, here at once and on another node soon. @throws DomainError not-found, also for somebody else's */
  stop(principal: Principal, place: MessagePlace): Promise<void>;
}

/** The desk of one process. */
export function createDesk(deps: AnsweringDeps): Desk {
  const here = new Map<string, AbortController>();
  return {
    ask: async (principal, question) => {
      await giveUpLost(deps.db, question.threadId);
      const messageId = await takeQuestion(deps, principal, question);
      const controller = new AbortController();
      here.set(messageId, controller);
      const taken = { messageId, text: question.text };
      const ending = answerQuestion(deps, principal, taken, controller).finally(() =>
        here.delete(messageId),
      );
      ending.catch((err: unknown) => deps.logger.error({ err }, 'an answer could not be kept'));
      return { messageId, ending };
    },
    stop: async (principal, place) => {
      await findMessage(deps.db, principal, place);
      await askToStop(deps.db, place.messageId);
      here.get(place.messageId)?.abort(new Stopped('stopped'));
    },
  };
}
