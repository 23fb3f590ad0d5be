import type { UseMutationResult } from '@tanstack/react-query';

/** What follows an answer. */
interface Sequel<Answer, Problem> {
  onSuccess?: (answer: Answer) => void;
  onError?: (problem: Problem) => void;
}

/**
 * Sends a change and does what follows its answer even if the component that sent it has gone by then: a push over the
 * socket may take a row off the screen before the answer is here, and what `mutate` is told to do then is dropped.
 */
export function mutateThen<Answer, Problem, Body>(
  mutation: UseMutationResult<Answer, Problem, Body>,
  body: Body,
  { onSuccess, onError }: Sequel<Answer, Problem>,
): void {
  mutation.mutateAsync(body).then(onSuccess, (problem: Problem) => onError?.(problem));
}
