import { Group, Table, Text, TextInput, Button } from '@mantine/core';
import { useState } from 'react';
import { CHAT_AUDIT_ACTIONS, type ChatAudit } from '../../../../domain/wire/chat-audit';
import { ChoiceFilter } from '../../../components/choice-filter';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { useChatAudits } from '../api';
import { PeriodFields } from '../components/period-fields';
import { PersonSearch } from '../components/person-search';
import { DID } from '../words';

// How much a page shows says nothing of what was looked for.
const UNTOLD = new Set(['limit', 'cursor']);

function Row({ entry }: { entry: ChatAudit }) {
  const { at, actor, action, subject, reason, hits, address, filters } = entry;
  const looked = Object.entries(filters).filter(([name]) => !UNTOLD.has(name));
  return (
    <Table.Tr>
      <Table.Td>
        <RelativeTime at={at} />
      </Table.Td>
      <Table.Td>
        {actor?.name ?? 'NETRA'}
        <Text size="xs" c="dimmed">
          {address}
        </Text>
      </Table.Td>
      <Table.Td>
        {DID[action]}
        {hits !== null && (
          <Text size="xs" c="dimmed">
            {hits} found
          </Text>
        )}
      </Table.Td>
      <Table.Td maw={220} style={{ overflowWrap: 'anywhere' }}>
        {subject ? subject.name : '–'}
      </Table.Td>
      <Table.Td maw={300} style={{ overflowWrap: 'anywhere' }}>
        {reason ?? '–'}
      </Table.Td>
      <Table.Td maw={280}>
        {looked.map(([name, value]) => (
          <Text key={name} size="xs" style={{ overflowWrap: 'anywhere' }}>
            {humanise(name)}: {typeof value === 'string' ? value : JSON.stringify(value)}
          </Text>
        ))}
      </Table.Td>
    </Table.Tr>
  );
}

type Wanted = Partial<Record<'q' | 'actor' | 'action' | 'from' | 'to', string>>;

function Filters(props: { withActor: boolean; onSearch: (wanted: Wanted) => void }) {
  const [wanted, setWanted] = useState<Wanted>({});
  const set = (part: Partial<Wanted>) => setWanted((before) => ({ ...before, ...part }));
  return (
    <form
      role="search"
      aria-label="Filter the log"
      onSubmit={(event) => {
        event.preventDefault();
        props.onSearch(wanted);
      }}
    >
      <Group gap="sm" align="flex-end" mb="md">
        <TextInput
          label="Reason"
          type="search"
          maxLength={200}
          value={wanted.q ?? ''}
          onChange={({ currentTarget }) => set({ q: currentTarget.value || undefined })}
        />
        {props.withActor && (
          <PersonSearch
            label="Who"
            w={200}
            value={wanted.actor ?? null}
            onChange={(actor) => set({ actor: actor ?? undefined })}
          />
        )}
        <ChoiceFilter
          label="What"
          all="Everything"
          w={220}
          data={CHAT_AUDIT_ACTIONS.map((value) => ({ value, label: DID[value] }))}
          value={wanted.action}
          onChange={(action) => set({ action: action ?? undefined })}
        />
        <PeriodFields value={wanted} onChange={set} />
        <Button type="submit">Search</Button>
      </Group>
    </form>
  );
}

function Log({ isOverseer }: { isOverseer: boolean }) {
  const [wanted, setWanted] = useState<Wanted>({});
  const pages = useChatAudits(wanted);
  return (
    <>
      <PageHeader
        title="Auditors’ log"
        description={
          isOverseer
            ? 'Who read, exported, held or removed what others wrote, and why. That you read this is logged as well.'
            : 'What you read, exported, held or changed yourself. HR sees that of everybody.'
        }
      />
      <Filters withActor={isOverseer} onSearch={setWanted} />
      <PageList pages={pages} empty={<EmptyState title="Nothing recorded" />}>
        {(entries) => (
          <ScrollTable
            label="Auditors’ log"
            head={['When', 'Who', 'Did', 'Whose', 'Reason', 'Looked for']}
          >
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </>
  );
}

/** Who audited whose conversations, and why. */
export function Component() {
  const me = useMe();
  if (holdsAny(me, 'hr', 'admin')) return <Log isOverseer={holdsAny(me, 'hr')} />;
  return (
    <>
      <PageHeader title="Auditors’ log" />
      <EmptyState title="This page is for HR and admins" />
    </>
  );
}
