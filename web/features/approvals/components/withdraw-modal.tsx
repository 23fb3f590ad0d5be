import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Approval } from '../../../../domain/wire/approvals';
import { mutateThen } from '../../../lib/mutate-then';
import { useWithdraw } from '../api';
import { useT } from '../../../lib/i18n/language';

/** Takes a request back, after saying what that does. */
export function WithdrawModal(props: { approval: Approval; opened: boolean; onClose: () => void }) {
  const t = useT();
  const { approval, opened, onClose } = props;
  const withdraw = useWithdraw(approval.id);
  const [reason, setReason] = useState('');
  const send = () =>
    mutateThen(
      withdraw,
      { reason: reason.trim() || undefined },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: t('Withdrawn') });
          onClose();
        },
      },
    );
  return (
    <Modal opened={opened} onClose={onClose} title={t('Withdraw this request?')}>
      <Stack>
        <Text size="sm">
          {t(
            '“{{title}}” ends here: nobody can approve it any more, and what it held is given back. You can ask again with a new request.',
            { title: approval.title },
          )}
        </Text>
        {withdraw.error && (
          <Alert color="red" variant="outline" role="alert">
            {withdraw.error.message}
          </Alert>
        )}
        <Textarea
          label={t('Reason')}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('Keep it')}
          </Button>
          <Button color="red.8" loading={withdraw.isPending} onClick={send}>
            {t('Withdraw')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
