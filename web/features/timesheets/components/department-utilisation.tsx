import { Table, Text } from '@mantine/core';
import { formatHours } from '../../../../domain/timesheets/hours';
import type { DepartmentUtilisation } from '../../../../domain/wire/utilisation';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { useDepartmentUtilisation } from '../utilisation-api';

const HEAD = [
  'Department',
  'People',
  'Billable, h',
  'Not billed, h',
  'Available, h',
  'Utilisation',
];

/** A percentage as people read it; where no time was available there is none. */
export const sayPercent = (percent: string | null) => (percent === null ? '–' : `${percent} %`);

function Departments({ items }: DepartmentUtilisation) {
  if (items.length === 0) return <Text size="sm">Nobody was here in this month.</Text>;
  return (
    <ScrollTable label="Sums by department" head={HEAD}>
      {items.map(({ department, people, billable, other, available, percent }) => (
        <Table.Tr key={department?.id ?? 'none'}>
          <Table.Td>{department?.name ?? 'No department'}</Table.Td>
          <Table.Td>{people}</Table.Td>
          <Table.Td>{formatHours(billable)}</Table.Td>
          <Table.Td>{formatHours(other)}</Table.Td>
          <Table.Td>{formatHours(available)}</Table.Td>
          <Table.Td>{sayPercent(percent)}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** The sums of everybody one may see, by department. */
export function DepartmentSection({ month }: { month: string }) {
  const departments = useDepartmentUtilisation(month);
  return (
    <Section title="Departments">
      <QueryView query={departments}>{(data) => <Departments {...data} />}</QueryView>
    </Section>
  );
}
