import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { LONGEST_TITLE } from '../../../../domain/wire/assistant-threads';
import { ProblemNote } from '../../../components/problem-note';
import type { ApiProblem } from '../../../lib/api';
import { useT } from '../../../lib/i18n/language';
import { mutateThen } from '../../../lib/mutate-then';

interface Named {
  id: string;
  title: string;
}

/** Gives a conversation or a report another name. */
export function RenameModal<Answer>(props: {
  heading: string;
  of: Named;
  rename: UseMutationResult<Answer, ApiProblem, Named>;
  onClose: () => void;
}) {
  const t = useT();
  const { heading, of, rename, onClose } = props;
  const [title, setTitle] = useState(of.title);
  return (
    <Modal opened onClose={onClose} title={heading} closeButtonProps={{ 'aria-label': t('Close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          mutateThen(rename, { id: of.id, title: title.trim() }, { onSuccess: onClose });
        }}
      >
        <Stack>
          <ProblemNote title={t('Not renamed')} problem={rename.error} />
          <TextInput
            label={t('Name')}
            data-autofocus
            maxLength={LONGEST_TITLE}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('Cancel')}
            </Button>
            <Button type="submit" disabled={title.trim() === ''} loading={rename.isPending}>
              {t('Rename')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
