import {
  Alert,
  Button,
  Group,
  Modal,
  SegmentedControl,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Verdict } from '../../../../domain/approvals/vocabulary';
import type { Approval } from '../../../../domain/wire/approvals';
import { mutateThen } from '../../../lib/mutate-then';
import { useZone } from '../../../lib/session';
import { useOverride } from '../api';
import { explainRefusal } from '../conflict';

const WORDS: Record<Verdict, { button: string; color?: string }> = {
  approve: { button: 'Approve as an admin' },
  reject: { button: 'Reject as an admin', color: 'red.8' },
};

function Passed({ approval }: { approval: Approval }) {
  const names = approval.waitingOn.map(({ name }) => name);
  return (
    <Text size="sm">
      This decides the open step now, in your name.{' '}
      {names.length > 0
        ? `${names.join(', ')} will not be asked any more, and ${names.length > 1 ? 'are' : 'is'} told so with your reason.`
        : 'Nobody is asked at the moment.'}{' '}
      The history shows it as an override.
    </Text>
  );
}

function Body({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const zone = useZone();
  const override = useOverride(approval.id);
  const [verdict, setVerdict] = useState<Verdict>('approve');
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const send = () => {
    if (!reason.trim()) return setMissing(true);
    const onSuccess = () => {
      notifications.show({ color: 'green', title: 'Decided', message: approval.title });
      onClose();
    };
    mutateThen(override, { verdict, reason: reason.trim() }, { onSuccess });
  };
  return (
    <Stack>
      <Passed approval={approval} />
      {override.error && (
        <Alert color="red" variant="outline" role="alert">
          {explainRefusal(override.error, zone)}
        </Alert>
      )}
      <SegmentedControl
        aria-label="Verdict"
        data={[
          { value: 'approve', label: 'Approve' },
          { value: 'reject', label: 'Reject' },
        ]}
        value={verdict}
        onChange={(value) => setVerdict(value)}
      />
      <Textarea
        data-autofocus
        label="Reason"
        withAsterisk
        autosize
        minRows={3}
        maxLength={4000}
        value={reason}
        error={missing && !reason.trim() ? 'Say why you decide instead of them' : undefined}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button color={WORDS[verdict].color} loading={override.isPending} onClick={send}>
          {WORDS[verdict].button}
        </Button>
      </Group>
    </Stack>
  );
}

/** Decides past the approvers, for admins, after saying what that does. */
export function OverrideModal(props: { approval: Approval; opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Decide instead of the approvers?">
      {props.opened && <Body approval={props.approval} onClose={props.onClose} />}
    </Modal>
  );
}
