import { Stack, Table, Text } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import type { LeavePolicyPreview } from '../../../../domain/wire/leave-accounts';
import { ScrollTable } from '../../../components/scroll-table';

function Periods({ preview }: { preview: LeavePolicyPreview }) {
  return (
    <Text size="sm">
      In {preview.year}, who is there all the time is given{' '}
      {preview.periods.map(({ from, days }) => `${Number(days)} on ${formatDate(from)}`).join(', ')}
      .
    </Text>
  );
}

/** What a version would give, and to whom. */
export function PolicyPreview({ preview }: { preview: LeavePolicyPreview }) {
  return (
    <Stack gap="xs" role="status">
      <Periods preview={preview} />
      <Text size="sm">
        Together {Number(preview.inYear)} days in {preview.year}; {Number(preview.atOnce)} of them
        with the next run, within six hours.
      </Text>
      <ScrollTable
        label="What people would be given"
        head={['Person', `Days in ${preview.year}`, 'With the next run']}
      >
        {preview.people.map(({ person, inYear, atOnce }) => (
          <Table.Tr key={person.id}>
            <Table.Td>{person.name}</Table.Td>
            <Table.Td>{Number(inYear)}</Table.Td>
            <Table.Td>{Number(atOnce)}</Table.Td>
          </Table.Tr>
        ))}
      </ScrollTable>
    </Stack>
  );
}
