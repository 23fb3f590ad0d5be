import { Anchor, Button, Center, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { AuditedConversation, AuditedMessageList } from '../../../../domain/wire/chat-audit';
import { AdminsOnly } from '../../../components/admins-only';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { count } from '../../../lib/text';
import { useAuditedMessages } from '../api';
import { AuditedMessage } from '../components/audited-message';
import { AuditFilters, type Wanted } from '../components/audit-filters';
import { ExportButtons } from '../components/export-buttons';
import { HoldControl } from '../components/hold-control';
import { MembershipTable } from '../components/membership-table';
import { ReasonGate } from '../components/reason-gate';
import { calledOf } from '../words';

function Messages(props: { pages: AuditedMessageList[]; earlier?: () => void; isBusy: boolean }) {
  const messages = props.pages.flatMap(({ items }) => items);
  if (messages.length === 0) return <EmptyState title="No such messages" />;
  return (
    <Stack gap={4}>
      {messages.map((message) => (
        <AuditedMessage key={message.seq} message={message} />
      ))}
      {props.earlier && (
        <Center>
          <Button variant="default" loading={props.isBusy} onClick={props.earlier}>
            Earlier messages
          </Button>
        </Center>
      )}
    </Stack>
  );
}

/** How long it is kept: a hold, or a rule of its own. */
function Keeping({ conversation }: { conversation: AuditedConversation }) {
  const { id } = conversation;
  return (
    <>
      <HoldControl conversation={conversation} />
      <Button
        variant="default"
        size="sm"
        component={Link}
        to="/admin/retention"
        state={{ id, name: calledOf(conversation) }}
      >
        Retention rule
      </Button>
    </>
  );
}

function Conversation({ id, reason }: { id: string; reason: string }) {
  const [wanted, setWanted] = useState<Wanted>({});
  const query = useAuditedMessages(id, { ...wanted, reason });
  const first = query.data?.pages[0];
  return (
    <>
      <Anchor component={Link} to="/admin/conversations" size="sm">
        All conversations
      </Anchor>
      <PageHeader
        title={first ? calledOf(first.conversation) : 'Conversation'}
        description={first?.conversation.topic}
        actions={
          <>
            {first && <Keeping conversation={first.conversation} />}
            <ExportButtons of={{ conversationId: id }} reason={reason} />
          </>
        }
      />
      <AuditFilters label="Look for messages" personLabel="Who wrote it" onSearch={setWanted} />
      <QueryView query={query}>
        {({ pages }) => (
          <Stack>
            <Section
              title="Messages"
              actions={
                <Text size="sm" c="dimmed" role="status">
                  {count(first?.hits ?? 0, 'message')} found, the newest first
                </Text>
              }
            >
              <Messages
                pages={pages}
                earlier={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
                isBusy={query.isFetchingNextPage}
              />
            </Section>
            <Section title="Who was in it">
              <MembershipTable membership={first?.membership ?? []} />
            </Section>
          </Stack>
        )}
      </QueryView>
    </>
  );
}

/** A conversation of others, with every version of every message. */
export function Component() {
  const { id = '' } = useParams();
  return (
    <AdminsOnly>
      <ReasonGate>{(reason) => <Conversation key={id} id={id} reason={reason} />}</ReasonGate>
    </AdminsOnly>
  );
}
