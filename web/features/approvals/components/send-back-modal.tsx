import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Approval } from '../../../../domain/wire/approvals';
import { mutateThen } from '../../../lib/mutate-then';
import { useSendBack } from '../api';
import { useT } from '../../../lib/i18n/language';

/** Gives a request back to be changed, with what is to be changed. */
export function SendBackModal(props: { approval: Approval; opened: boolean; onClose: () => void }) {
  const t = useT();
  const { approval, opened, onClose } = props;
  const sendBack = useSendBack(approval.id);
  const [text, setText] = useState('');
  const clean = text.trim();
  const done = () => {
    notifications.show({ color: 'green', message: t('Sent back') });
    onClose();
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('Send this request back?')}>
      <Stack>
        <Text size="sm">
          {t('{{name}} can change it and send it again; signatures then start anew.', {
            name: approval.requester.name,
          })}
        </Text>
        {sendBack.error && (
          <Alert color="red" variant="outline" role="alert">
            {sendBack.error.message}
          </Alert>
        )}
        <Textarea
          label={t('What should be changed')}
          withAsterisk
          data-autofocus
          autosize
          minRows={2}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('Cancel')}
          </Button>
          <Button
            disabled={!clean}
            loading={sendBack.isPending}
            onClick={() => mutateThen(sendBack, { text: clean }, { onSuccess: done })}
          >
            {t('Send back')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
