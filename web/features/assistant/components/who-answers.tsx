import { Alert, Text } from '@mantine/core';
import type { AssistantState } from '../../../../domain/wire/assistant-threads';
import { useT } from '../../../lib/i18n/language';

const INTEGER = new Intl.NumberFormat('en-IN');

/** Who answers, within what limits; and that nobody does, where the assistant is off. */
export function WhoAnswers({ state }: { state: AssistantState }) {
  const t = useT();
  if (!state.isOn)
    return (
      <Alert
        color="orange"
        variant="outline"
        role="status"
        title={t('The assistant is switched off')}
      >
        {t('An admin has switched it off for now. What you asked before can still be read.')}
      </Alert>
    );
  const { answeredBy, model, tokensPerDay, tokensToday, questionsPerMinute } = state;
  const who =
    answeredBy === 'model'
      ? t(
          'Answered by the language model {{model}}. Its words may be wrong; the figures are those of the records.',
          { model: model ?? '' },
        )
      : t('Answered by the offline planner: nothing you ask leaves NETRA.');
  const limits =
    answeredBy === 'model'
      ? t('{{number}} questions a minute; {{used}} of {{most}} tokens used today.', {
          number: questionsPerMinute,
          ...{ used: INTEGER.format(tokensToday), most: INTEGER.format(tokensPerDay) },
        })
      : t('{{number}} questions a minute.', { number: questionsPerMinute });
  return (
    <Text size="xs" c="dimmed" role="note">
      {who} {limits}
    </Text>
  );
}
