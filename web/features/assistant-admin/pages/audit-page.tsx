import {
  Alert,
  Anchor,
  Button,
  Code,
  Group,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AssistantAudit, PROMPT_OUTCOMES } from '../../../../domain/wire/assistant-threads';
import type { PersonRef } from '../../../../domain/wire/common';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { PageList } from '../../../components/page-list';
import { PersonPicker } from '../../../components/person-picker';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { RestrictModal } from '../../restrictions/components/restrict-modal';
import { usePromptAudit, type AuditFilter } from '../api';
import { AdminPage } from '../components/admin-page';

const OUTCOMES: { value: (typeof PROMPT_OUTCOMES)[number]; label: string }[] = [
  { value: 'answered', label: 'Something was found' },
  { value: 'empty', label: 'Looked up, none found' },
  { value: 'unclear', label: 'Asked back' },
  { value: 'refused', label: 'Something was refused' },
  { value: 'disliked', label: 'Called not good' },
  { value: 'stopped', label: 'Stopped' },
  { value: 'failed', label: 'Failed' },
];

function Calls({ calls }: Pick<AssistantAudit, 'calls'>) {
  return calls.map(({ name, args, rowCount, refused, outcome }, index) => (
    <Text key={index} size="xs" style={{ overflowWrap: 'anywhere' }}>
      {name} <Code>{JSON.stringify(args)}</Code>{' '}
      {outcome === 'unclear' ? 'asked back' : (refused ?? `${rowCount ?? 0} rows`)}
    </Text>
  ));
}

/** By whom it was answered, where it was, and how it ended. */
function howText({ answeredBy, state, milliseconds }: AssistantAudit): string {
  const time = milliseconds === null ? '' : `${milliseconds} ms`;
  const parts = [answeredBy, humanise(state).toLowerCase(), time].filter(Boolean).join(', ');
  return parts.charAt(0).toUpperCase() + parts.slice(1);
}

function Row({ entry, onRestrict }: { entry: AssistantAudit; onRestrict: () => void }) {
  const me = useMe();
  const { at, person, prompt, calls, refusals, feedback } = entry;
  return (
    <Table.Tr>
      <Table.Td>
        <RelativeTime at={at} />
        <Text size="xs" c="dimmed">
          {howText(entry)}
        </Text>
      </Table.Td>
      <Table.Td>
        <Stack gap={4} align="flex-start">
          {person.name}
          {person.id !== me.id && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Restrict ${person.name}`}
              onClick={onRestrict}
            >
              Restrict …
            </Button>
          )}
        </Stack>
      </Table.Td>
      <Table.Td maw={320} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {prompt}
      </Table.Td>
      <Table.Td maw={320}>
        <Calls calls={calls} />
        {refusals.map(({ reason }, index) => (
          <Text key={index} size="xs" c="dimmed">
            Refused: {reason}
          </Text>
        ))}
      </Table.Td>
      <Table.Td maw={200} style={{ overflowWrap: 'anywhere' }}>
        {feedback?.verdict ? (feedback.verdict === 'up' ? 'Good' : 'Not good') : '–'}
        {feedback?.reason && <Text size="xs">{feedback.reason}</Text>}
      </Table.Td>
    </Table.Tr>
  );
}

function Filters({ onSearch }: { onSearch: (wanted: AuditFilter) => void }) {
  const [wanted, setWanted] = useState<AuditFilter>({});
  const set = (part: AuditFilter) => setWanted((before) => ({ ...before, ...part }));
  return (
    <form
      role="search"
      aria-label="Filter the prompts"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(wanted);
      }}
    >
      <Group gap="sm" align="flex-end" mb="md">
        <TextInput
          label="Words"
          type="search"
          maxLength={200}
          value={wanted.q ?? ''}
          onChange={({ currentTarget }) => set({ q: currentTarget.value || undefined })}
        />
        <PersonPicker
          label="Who"
          clearable
          clearButtonProps={{ 'aria-label': 'Anybody' }}
          value={wanted.personId ?? null}
          onChange={(id) => set({ personId: id ?? undefined })}
        />
        <Select
          label="Which"
          placeholder="All"
          clearable
          clearButtonProps={{ 'aria-label': 'All' }}
          data={OUTCOMES}
          value={wanted.outcome ?? null}
          onChange={(outcome) => set({ outcome: outcome ?? undefined })}
        />
        <DayInput
          label="From"
          w={140}
          value={wanted.from ?? ''}
          onChange={(from) => set({ from: from || undefined })}
        />
        <DayInput
          label="To"
          w={140}
          value={wanted.to ?? ''}
          onChange={(to) => set({ to: to || undefined })}
        />
        <Button type="submit">Search</Button>
      </Group>
    </form>
  );
}

function Prompts() {
  const [wanted, setWanted] = useState<AuditFilter>({});
  const [restricted, setRestricted] = useState<PersonRef | null>(null);
  const pages = usePromptAudit(wanted);
  return (
    <>
      <Alert color="blue" variant="outline" title="Your reading is logged" mb="md">
        That you open this list, and by what you narrow it, is kept where no one can change it:{' '}
        <Anchor component={Link} to="/admin/assistant/readings" size="sm" underline="always">
          who read it
        </Anchor>
        .
      </Alert>
      <Filters onSearch={setWanted} />
      <PageList pages={pages} empty={<EmptyState title="Nothing was asked" />}>
        {(entries) => (
          <ScrollTable label="Prompts" head={['When', 'Who', 'Asked', 'Looked up', 'Opinion']}>
            {entries.map((entry) => (
              <Row key={entry.id} entry={entry} onRestrict={() => setRestricted(entry.person)} />
            ))}
          </ScrollTable>
        )}
      </PageList>
      {restricted && (
        <RestrictModal
          key={restricted.id}
          opened
          person={restricted}
          onClose={() => setRestricted(null)}
        />
      )}
    </>
  );
}

/** What people asked the assistant, what was looked up for it, and what they thought of it. */
export function Component() {
  return (
    <AdminPage
      title="Prompts"
      description="What was asked, what was looked up for it, and what was refused."
    >
      <Prompts />
    </AdminPage>
  );
}
