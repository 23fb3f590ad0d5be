import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { mutateThen } from '../../../lib/mutate-then';
import type { Hold } from '../../../../domain/wire/chat-retention';
import { useLiftHold, useSetHold } from '../api';
import { PersonSearch } from './person-search';
import { isReason, ReasonField } from './reason-field';

function Frame(props: {
  says: string;
  button: string;
  error: { message: string } | null;
  isBusy: boolean;
  isReady?: boolean;
  children?: ReactNode;
  onSend: (reason: string) => void;
}) {
  const [reason, setReason] = useState('');
  return (
    <Stack>
      <Text size="sm">{props.says}</Text>
      {props.children}
      <ReasonField value={reason} onChange={setReason} />
      {props.error && (
        <Alert color="red" variant="outline" role="alert">
          {props.error.message}
        </Alert>
      )}
      <Group justify="flex-end">
        <Button
          disabled={!isReason(reason) || props.isReady === false}
          loading={props.isBusy}
          onClick={() => props.onSend(reason.trim())}
        >
          {props.button}
        </Button>
      </Group>
    </Stack>
  );
}

function SetOn({ conversationId, onDone }: { conversationId?: string; onDone: () => void }) {
  const set = useSetHold();
  const [person, setPerson] = useState<string | null>(null);
  const on = conversationId ? { conversationId } : { personId: person ?? undefined };
  return (
    <Frame
      says={
        conversationId
          ? 'Everything in this conversation is kept, whatever rule applies, until the hold is lifted.'
          : 'Everything in all conversations this person is or was in is kept until the hold is lifted.'
      }
      button="Set hold"
      error={set.error}
      isBusy={set.isPending}
      isReady={Boolean(conversationId ?? person)}
      onSend={(reason) => mutateThen(set, { ...on, reason }, { onSuccess: onDone })}
    >
      {!conversationId && (
        <PersonSearch label="Person" withAsterisk value={person} onChange={setPerson} />
      )}
    </Frame>
  );
}

/** Sets a hold on a conversation, or on a person to be named. */
export function SetHoldModal(props: {
  conversationId?: string;
  opened: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Legal hold">
      {props.opened && <SetOn conversationId={props.conversationId} onDone={props.onClose} />}
    </Modal>
  );
}

function LiftOf({ hold, onDone }: { hold: Hold; onDone: () => void }) {
  const lift = useLiftHold();
  return (
    <Frame
      says="Rules apply again: what they no longer keep goes the next night."
      button="Lift hold"
      error={lift.error}
      isBusy={lift.isPending}
      onSend={(reason) => mutateThen(lift, { id: hold.id, reason }, { onSuccess: onDone })}
    />
  );
}

/** Lifts a hold. */
export function LiftHoldModal({ hold, onClose }: { hold: Hold | null; onClose: () => void }) {
  return (
    <Modal opened={hold !== null} onClose={onClose} title="Lift the hold">
      {hold && <LiftOf hold={hold} onDone={onClose} />}
    </Modal>
  );
}
