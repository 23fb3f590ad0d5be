import { Anchor, Badge, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AuditedConversation } from '../../../../domain/wire/chat-audit';
import { AdminsOnly } from '../../../components/admins-only';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { count, humanise } from '../../../lib/text';
import { useAuditedConversations } from '../api';
import { AuditFilters, type Wanted } from '../components/audit-filters';
import { ExportButtons } from '../components/export-buttons';
import { ReasonGate } from '../components/reason-gate';
import { calledOf } from '../words';

function Row({ conversation }: { conversation: AuditedConversation }) {
  const { id, kind, visibility, memberCount, head, lastAt, createdAt, held } = conversation;
  return (
    <Table.Tr>
      <Table.Td maw={360}>
        <Anchor component={Link} to={`/admin/conversations/${id}`} size="sm" fw={600}>
          {calledOf(conversation)}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {humanise(kind)}
        <Text size="xs" c="dimmed">
          {kind === 'channel' ? visibility : ''}
        </Text>
      </Table.Td>
      <Table.Td>{memberCount}</Table.Td>
      <Table.Td>{head}</Table.Td>
      <Table.Td>
        <RelativeTime at={lastAt ?? createdAt} />
      </Table.Td>
      <Table.Td>{held && <Badge color="orange.9">On hold</Badge>}</Table.Td>
    </Table.Tr>
  );
}

function Conversations({ reason }: { reason: string }) {
  const [wanted, setWanted] = useState<Wanted>({});
  const pages = useAuditedConversations({ ...wanted, reason });
  const { person, from, to } = wanted;
  return (
    <>
      <PageHeader
        title="Conversations"
        description="Of everybody. Nobody in them can tell that you looked."
      />
      <AuditFilters
        label="Look for conversations"
        personLabel="Who is or was in it"
        withKind
        onSearch={setWanted}
      />
      <Group justify="space-between" mb="xs" mih={36}>
        <Text size="sm" c="dimmed" role="status">
          {pages.hits === undefined ? '' : `${count(pages.hits, 'conversation')} found`}
        </Text>
        {person && <ExportButtons of={{ personId: person }} {...{ reason, from, to }} />}
      </Group>
      <PageList pages={pages} empty={<EmptyState title="No such conversations" />}>
        {(items) => (
          <ScrollTable
            label="Conversations"
            head={['Conversation', 'Kind', 'People', 'Messages', 'Last', 'Hold']}
          >
            {items.map((conversation) => (
              <Row key={conversation.id} conversation={conversation} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </>
  );
}

/** Conversations of everybody, for admins who say why. */
export function Component() {
  return (
    <AdminsOnly>
      <ReasonGate>{(reason) => <Conversations reason={reason} />}</ReasonGate>
    </AdminsOnly>
  );
}
