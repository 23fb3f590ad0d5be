import { Button, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useLocation } from 'react-router';
import type { PersonRef } from '../../../../domain/wire/common';
import type { Hold } from '../../../../domain/wire/chat-retention';
import { AdminsOnly } from '../../../components/admins-only';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { useHolds, useRetention } from '../api';
import { LiftHoldModal, SetHoldModal } from '../components/hold-modal';
import { RulesForm } from '../components/rules-form';

function HoldRow({ hold, onLift }: { hold: Hold; onLift: () => void }) {
  const { person, conversation, reason, setBy, setAt, lifted } = hold;
  const name = person?.name ?? (conversation?.name || 'A conversation');
  return (
    <Table.Tr>
      <Table.Td maw={240} style={{ overflowWrap: 'anywhere' }}>
        {name}
        <Text size="xs" c="dimmed">
          {person ? 'All they are or were in' : 'Conversation'}
        </Text>
      </Table.Td>
      <Table.Td maw={280} style={{ overflowWrap: 'anywhere' }}>
        {reason}
      </Table.Td>
      <Table.Td>
        {setBy.name}
        <Text size="xs" c="dimmed">
          <RelativeTime at={setAt} />
        </Text>
      </Table.Td>
      <Table.Td maw={240} style={{ overflowWrap: 'anywhere' }}>
        {lifted ? (
          <>
            Lifted by {lifted.by.name}, <RelativeTime at={lifted.at} />
            <Text size="xs" c="dimmed">
              {lifted.reason}
            </Text>
          </>
        ) : (
          <Button
            size="xs"
            variant="default"
            onClick={onLift}
            aria-label={`Lift the hold on ${name}`}
          >
            Lift
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Holds() {
  const holds = useHolds();
  const [setting, { open, close }] = useDisclosure(false);
  const [lifting, setLifting] = useState<Hold | null>(null);
  return (
    <Section
      title="Legal holds"
      actions={
        <Button size="sm" variant="default" onClick={open}>
          Hold for a person
        </Button>
      }
    >
      <QueryView query={holds}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title="No holds">
              One for a conversation is set where you read it, under “Conversations”.
            </EmptyState>
          ) : (
            <ScrollTable
              label="Holds, those that apply first"
              head={['On', 'Reason', 'Set', 'Lifted']}
            >
              {items.map((hold) => (
                <HoldRow key={hold.id} hold={hold} onLift={() => setLifting(hold)} />
              ))}
            </ScrollTable>
          )
        }
      </QueryView>
      <SetHoldModal opened={setting} onClose={close} />
      <LiftHoldModal hold={lifting} onClose={() => setLifting(null)} />
    </Section>
  );
}

function Rules() {
  const retention = useRetention();
  const add = useLocation().state as PersonRef | null;
  return (
    <Section title="How long messages are kept">
      <QueryView query={retention}>
        {(rules) => <RulesForm retention={rules} add={add ?? undefined} />}
      </QueryView>
    </Section>
  );
}

/** How long messages are kept, and what is kept whatever the rules say. */
export function Component() {
  return (
    <AdminsOnly>
      <PageHeader
        title="Retention and holds"
        description="Each night messages older than their rule lose all they ever said; their numbers stay. What is on hold stays whole."
      />
      <Stack>
        <Rules />
        <Holds />
      </Stack>
    </AdminsOnly>
  );
}
