import { Alert, Button, Group, Modal, Select, Stack, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Approval } from '../../../../domain/wire/approvals';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe } from '../../../lib/session';
import { useReassign } from '../api';
import { CandidatePicker } from './candidate-picker';

function useOpenApprovers(approval: Approval) {
  const open = approval.steps.filter((step) => step.status === 'open');
  const people = open.flatMap((step) => step.approvers);
  return people.filter((person, index) => people.findIndex(({ id }) => id === person.id) === index);
}

function Body({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const me = useMe();
  const reassign = useReassign(approval.id);
  const approvers = useOpenApprovers(approval);
  const mine = approvers.some(({ id }) => id === me.id);
  const [from, setFrom] = useState<string | null>(mine ? me.id : (approvers[0]?.id ?? null));
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const done = () => {
    notifications.show({ color: 'green', message: 'Handed over' });
    onClose();
  };
  const send = () => {
    if (!to) return;
    const other = from && from !== me.id ? from : undefined;
    const body = { to, from: other, reason: reason.trim() || undefined };
    mutateThen(reassign, body, { onSuccess: done });
  };
  return (
    <Stack>
      {reassign.error && (
        <Alert color="red" variant="outline" role="alert">
          {reassign.error.message}
        </Alert>
      )}
      {!mine && (
        <Select
          label="Instead of"
          data={approvers.map(({ id, name }) => ({ value: id, label: name }))}
          value={from}
          onChange={setFrom}
          allowDeselect={false}
        />
      )}
      <CandidatePicker approvalId={approval.id} label="To" value={to} onChange={setTo} />
      <Textarea
        label="Reason"
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={!to} loading={reassign.isPending} onClick={send}>
          Hand over
        </Button>
      </Group>
    </Stack>
  );
}

/** Hands an open task to somebody else. */
export function ReassignModal(props: { approval: Approval; opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Hand over">
      {props.opened && <Body approval={props.approval} onClose={props.onClose} />}
    </Modal>
  );
}
