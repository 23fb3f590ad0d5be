import { Alert, Code, Group, Table } from '@mantine/core';
import { useState } from 'react';
import type { AuditReading } from '../../../../domain/wire/assistant-threads';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { PageList } from '../../../components/page-list';
import { PersonPicker } from '../../../components/person-picker';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { TextCell } from '../../../components/text-cell';
import { useAuditReadings } from '../api';
import { AdminPage } from '../components/admin-page';

type Filter = Parameters<typeof useAuditReadings>[0];

const LISTS: Record<AuditReading['list'], string> = {
  prompts: 'Prompts',
  readings: 'Who read them',
};

/** By what a list was narrowed, in the words of its address. */
const narrowedBy = (filters: AuditReading['filters']) =>
  Object.entries(filters)
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(', ');

function Row({ reading }: { reading: AuditReading }) {
  const by = narrowedBy(reading.filters);
  return (
    <Table.Tr>
      <Table.Td>
        <RelativeTime at={reading.at} />
      </Table.Td>
      <Table.Td>{reading.reader.name}</Table.Td>
      <Table.Td>{LISTS[reading.list]}</Table.Td>
      <TextCell>{by ? <Code>{by}</Code> : 'All'}</TextCell>
      <Table.Td>{reading.shown}</Table.Td>
    </Table.Tr>
  );
}

function Readings() {
  const [wanted, setWanted] = useState<Filter>({});
  const set = (part: Filter) => setWanted((before) => ({ ...before, ...part }));
  const pages = useAuditReadings(wanted);
  return (
    <>
      <Alert color="blue" variant="outline" title="Your reading is logged" mb="md">
        That you open this list stands in it from the next time on.
      </Alert>
      <Group gap="sm" align="flex-end" mb="md" role="search" aria-label="Filter the readings">
        <PersonPicker
          label="Who"
          clearable
          clearButtonProps={{ 'aria-label': 'Anybody' }}
          value={wanted.readerId ?? null}
          onChange={(id) => set({ readerId: id ?? undefined })}
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
      </Group>
      <PageList pages={pages} empty={<EmptyState title="Nobody has read them" />}>
        {(readings) => (
          <ScrollTable label="Readings" head={['When', 'Who', 'List', 'Narrowed by', 'Shown']}>
            {readings.map((reading) => (
              <Row key={reading.id} reading={reading} />
            ))}
          </ScrollTable>
        )}
      </PageList>
    </>
  );
}

/** Who read what was asked of the assistant, by what they narrowed it, and how much they were shown. */
export function Component() {
  return (
    <AdminPage
      title="Who read the prompts"
      description="Each look at what was asked, and at this list."
    >
      <Readings />
    </AdminPage>
  );
}
