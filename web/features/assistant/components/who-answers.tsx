import { Alert, Text } from '@mantine/core';
import type { AssistantState } from '../../../../domain/wire/assistant-threads';

const INTEGER = new Intl.NumberFormat('en-IN');

/** Who answers, within what limits; and that nobody does, where the assistant is off. */
export function WhoAnswers({ state }: { state: AssistantState }) {
  if (!state.isOn)
    return (
      <Alert color="orange" variant="outline" role="status" title="The assistant is switched off">
        An admin has switched it off for now. What you asked before can still be read.
      </Alert>
    );
  const { answeredBy, model, tokensPerDay, tokensToday, questionsPerMinute } = state;
  const who =
    answeredBy === 'model'
      ? `Answered by the language model ${model ?? ''}. Its words may be wrong; the figures are those of the records.`
      : 'Answered by the offline planner: nothing you ask leaves NETRA.';
  const limits =
    answeredBy === 'model'
      ? `${questionsPerMinute} questions a minute; ${INTEGER.format(tokensToday)} of ${INTEGER.format(tokensPerDay)} tokens used today.`
      : `${questionsPerMinute} questions a minute.`;
  return (
    <Text size="xs" c="dimmed" role="note">
      {who} {limits}
    </Text>
  );
}
