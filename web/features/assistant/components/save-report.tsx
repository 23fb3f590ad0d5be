import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { hasPeriod, speaksFromToday } from '../../../../domain/assistant/moving-periods';
import type { AssistantAnswer } from '../../../../domain/wire/assistant';
import { LONGEST_TITLE } from '../../../../domain/wire/assistant-threads';
import { FormProblem } from '../../../components/problem-note';
import { translate, useT } from '../../../lib/i18n/language';
import { mutateThen } from '../../../lib/mutate-then';
import type { AnswerPlace } from '../api';
import { useSaveReport } from '../report-api';

interface Answered {
  of: AnswerPlace;
  question: string;
  calls: AssistantAnswer['toolCalls'];
}

function Form(props: Answered & { onClose: () => void }) {
  const t = useT();
  const save = useSaveReport();
  const [title, setTitle] = useState(props.question.slice(0, LONGEST_TITLE));
  const [movesAlong, setMovesAlong] = useState(speaksFromToday(props.question));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutateThen(
          save,
          { ...props.of, title: title.trim(), movesAlong },
          {
            onSuccess: () => {
              notifications.show({
                color: 'green',
                message: translate('Saved among your reports'),
              });
              props.onClose();
            },
          },
        );
      }}
    >
      <Stack>
        <FormProblem title={t('Not saved')} problem={save.error} />
        <TextInput
          label={t('Name')}
          data-autofocus
          maxLength={LONGEST_TITLE}
          value={title}
          error={save.error?.errors[0]?.message}
          onChange={({ currentTarget }) => setTitle(currentTarget.value)}
        />
        {props.calls.some(hasPeriod) && (
          <Checkbox
            label={t('Its periods move along')}
            description={t(
              '“This month” is then the month it is opened in. Else it stays with the days of this answer.',
            )}
            checked={movesAlong}
            onChange={({ currentTarget }) => setMovesAlong(currentTarget.checked)}
          />
        )}
        <Text size="xs" c="dimmed">
          {t('It is looked up anew each time it is opened, within what its reader may see then.')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {t('Cancel')}
          </Button>
          <Button type="submit" disabled={title.trim() === ''} loading={save.isPending}>
            {t('Save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Keeps what an answer looked up, to look it up again. */
export function SaveReport(props: Answered) {
  const t = useT();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-xs" variant="default" onClick={open}>
        {t('Save as report')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={t('Save as report')}
        closeButtonProps={{ 'aria-label': t('Close') }}
      >
        <Form {...props} onClose={close} />
      </Modal>
    </>
  );
}
