import { ActionIcon, Button, Group, Popover, Stack, Text, Textarea } from '@mantine/core';
import IconThumbDown from '@tabler/icons-react/dist/esm/icons/IconThumbDown.mjs';
import IconThumbUp from '@tabler/icons-react/dist/esm/icons/IconThumbUp.mjs';
import { useState } from 'react';
import type { AssistantMessage } from '../../../../domain/wire/assistant-threads';
import { ProblemNote } from '../../../components/problem-note';
import { useT } from '../../../lib/i18n/language';
import { mutateThen } from '../../../lib/mutate-then';
import { useFeedback, type AnswerPlace } from '../api';

function WhyNot(props: { pending: boolean; onSend: (reason: string) => void }) {
  const t = useT();
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        props.onSend(reason.trim());
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={t('What is wrong with it')}
          description={t('Admins read it. You may leave it empty.')}
          data-autofocus
          autosize
          minRows={2}
          maxLength={2000}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" size="xs" loading={props.pending}>
            {t('Send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What I think of an answer: good, or not and why. */
export function Opinion(props: { of: AnswerPlace; feedback: AssistantMessage['feedback'] }) {
  const t = useT();
  const give = useFeedback(props.of);
  const [isAsking, setAsking] = useState(false);
  const given = props.feedback?.verdict;
  const send = (verdict: 'up' | 'down', reason?: string) =>
    mutateThen(
      give,
      { verdict, ...(reason ? { reason } : {}) },
      { onSuccess: () => setAsking(false) },
    );
  return (
    <Group gap={4}>
      <ActionIcon
        variant={given === 'up' ? 'filled' : 'default'}
        aria-label={t('Good answer')}
        aria-pressed={given === 'up'}
        onClick={() => send('up')}
      >
        <IconThumbUp size={16} aria-hidden />
      </ActionIcon>
      <Popover opened={isAsking} onChange={setAsking} trapFocus width={300} shadow="md" withArrow>
        <Popover.Target>
          <ActionIcon
            variant={given === 'down' ? 'filled' : 'default'}
            aria-label={t('Not a good answer')}
            aria-pressed={given === 'down'}
            onClick={() => setAsking(!isAsking)}
          >
            <IconThumbDown size={16} aria-hidden />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('What is wrong with it')}>
          <WhyNot pending={give.isPending} onSend={(reason) => send('down', reason)} />
        </Popover.Dropdown>
      </Popover>
      {given && (
        <Text size="xs" c="dimmed" role="status">
          {t('Thank you')}
        </Text>
      )}
      <ProblemNote title={t('Not kept')} problem={give.error} />
    </Group>
  );
}
