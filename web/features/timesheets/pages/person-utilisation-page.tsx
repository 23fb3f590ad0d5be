import { Stack, Table, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { formatHours } from '../../../../domain/timesheets/hours';
import type { PersonUtilisation } from '../../../../domain/wire/utilisation';
import { FactList } from '../../../components/fact-list';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { TextCell } from '../../../components/text-cell';
import { dateIn } from '../../../lib/dates';
import { useSearchFilters } from '../../../lib/search-filters';
import { useZone } from '../../../lib/session';
import { sayPercent } from '../components/department-utilisation';
import { MonthField } from '../components/month-field';
import { usePersonUtilisation } from '../utilisation-api';

const factsOf = ({ billable, other, available, percent }: PersonUtilisation) => [
  { label: 'Utilisation', value: sayPercent(percent) },
  { label: 'Billable', value: formatHours(billable) },
  { label: 'Not billed', value: formatHours(other) },
  { label: 'Available', value: formatHours(available) },
];

function Lines({ lines }: Pick<PersonUtilisation, 'lines'>) {
  if (lines.length === 0) return <Text size="sm">No approved time.</Text>;
  return (
    <ScrollTable label="Lines" head={['Day', 'Project', 'Task', 'Hours', 'Billed']}>
      {lines.map(({ id, on, project, task, minutes, billable }) => (
        <Table.Tr key={id}>
          <Table.Td>{formatDate(on)}</Table.Td>
          <Table.Td>
            {project.code} {project.name}
          </Table.Td>
          <TextCell>{task || '–'}</TextCell>
          <Table.Td>{formatHours(minutes)}</Table.Td>
          <Table.Td>{billable ? 'Yes' : 'No'}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function Days({ days }: Pick<PersonUtilisation, 'days'>) {
  const head = ['Day', 'Working hours', 'Holiday', 'Leave', 'Available'];
  return (
    <ScrollTable label="Time of each day" head={head}>
      {days.map(({ on, calendar, holiday, leave, available }) => (
        <Table.Tr key={on}>
          <Table.Td>{formatDate(on)}</Table.Td>
          <Table.Td>{formatHours(calendar)}</Table.Td>
          <Table.Td>{formatHours(holiday)}</Table.Td>
          <Table.Td>{formatHours(leave)}</Table.Td>
          <Table.Td>{formatHours(available)}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** The days and the lines behind the utilisation of a person in a month. */
export function Component() {
  const { id = '' } = useParams();
  const { filters, setFilter } = useSearchFilters(['month'] as const);
  const thisMonth = dateIn(useZone()).slice(0, 7);
  const month = filters.month ?? thisMonth;
  const person = usePersonUtilisation(id, month);
  return (
    <QueryView query={person}>
      {(data) => (
        <>
          <PageHeader
            title={`Utilisation of ${data.person.name}`}
            actions={<Link to={`/utilisation?month=${month}`}>Everybody</Link>}
          />
          <Stack>
            <MonthField month={month} onChoose={(chosen) => setFilter('month', chosen)} />
            <Section title="Month">
              <FactList facts={factsOf(data)} />
            </Section>
            <Section title="Approved time">
              <Lines lines={data.lines} />
            </Section>
            <Section title="Days">
              <Days days={data.days} />
            </Section>
          </Stack>
        </>
      )}
    </QueryView>
  );
}
