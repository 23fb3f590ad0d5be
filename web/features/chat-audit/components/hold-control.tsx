import { Badge, Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import type { Hold } from '../../../../domain/wire/chat-retention';
import type { AuditedConversation } from '../../../../domain/wire/chat-audit';
import { useHolds } from '../api';
import { LiftHoldModal, SetHoldModal } from './hold-modal';

/** Whether a conversation is held, and the button that changes that. */
export function HoldControl({ conversation }: { conversation: AuditedConversation }) {
  const { id } = conversation;
  const { data } = useHolds({ conversationId: id });
  const [setting, { open, close }] = useDisclosure(false);
  const [lifting, setLifting] = useState<Hold | null>(null);
  if (!data) return null;
  const own = data.find(({ lifted }) => lifted === null);
  return (
    <Group gap="xs">
      {own && <Badge color="orange.9">On hold</Badge>}
      {!own && conversation.held && <Badge color="orange.9">On hold by a person in it</Badge>}
      <Button variant="default" size="sm" onClick={own ? () => setLifting(own) : open}>
        {own ? 'Lift hold' : 'Set hold'}
      </Button>
      <SetHoldModal conversationId={id} opened={setting} onClose={close} />
      <LiftHoldModal hold={lifting} onClose={() => setLifting(null)} />
    </Group>
  );
}
