import { Alert, Button, Group, Modal, Select, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { Approval } from '../../../../domain/wire/approvals';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe } from '../../../lib/session';
import { useAddApprover } from '../api';
import { CandidatePicker } from './candidate-picker';

/** The steps one may add to: one's own, and for somebody who is not asked all that are open. */
function useOpenSteps(approval: Approval) {
  const me = useMe();
  const open = approval.steps.filter((step) => step.status === 'open');
  const mine = open.filter((step) => step.approvers.some(({ id }) => id === me.id));
  return mine.length > 0 ? mine : open;
}

function Body({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const add = useAddApprover(approval.id);
  const steps = useOpenSteps(approval);
  const [step, setStep] = useState<string | null>(steps[0]?.key ?? null);
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const done = () => {
    notifications.show({ color: 'green', message: 'Asked as well' });
    onClose();
  };
  const send = () => {
    if (!to) return;
    const body = { to, step: step ?? undefined, reason: reason.trim() || undefined };
    mutateThen(add, body, { onSuccess: done });
  };
  return (
    <Stack>
      <Text size="sm">
        One more person is asked at this step. Where everybody signs, they must as well.
      </Text>
      {add.error && (
        <Alert color="red" variant="outline" role="alert">
          {add.error.message}
        </Alert>
      )}
      {steps.length > 1 && (
        <Select
          label="Step"
          data={steps.map(({ key, name }) => ({ value: key, label: name }))}
          value={step}
          onChange={setStep}
          allowDeselect={false}
        />
      )}
      <CandidatePicker approvalId={approval.id} label="Who else" value={to} onChange={setTo} />
      <Textarea
        label="Reason"
        maxLength={4000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button disabled={!to} loading={add.isPending} onClick={send}>
          Ask them too
        </Button>
      </Group>
    </Stack>
  );
}

/** Asks one more person to sign. */
export function AddApproverModal(props: {
  approval: Approval;
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Add an approver">
      {props.opened && <Body approval={props.approval} onClose={props.onClose} />}
    </Modal>
  );
}
