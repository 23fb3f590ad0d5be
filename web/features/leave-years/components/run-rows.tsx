import { Anchor, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import {
  LEAVE_YEAR_ROW_STATES,
  type LeaveYearRowWire,
  type LeaveYearRunWire,
} from '../../../../domain/wire/leave-years';
import { ChoiceFilter } from '../../../components/choice-filter';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { LeaveTypeName } from '../../../components/leave-type-name';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { SearchBox } from '../../../components/search-box';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { useSearchFilters } from '../../../lib/search-filters';
import { useBalanceTypeOptions } from '../../../lib/use-leave-types';
import { useLeaveYearRows } from '../api';

const STATE_WORDS = {
  due: 'Due',
  excluded: 'Left out',
  done: 'Done',
  changed: 'Done otherwise',
} satisfies Record<LeaveYearRowWire['state'], string>;
const STATES = LEAVE_YEAR_ROW_STATES.map((value) => ({ value, label: STATE_WORDS[value] }));

type Figure = keyof LeaveYearRowWire['planned'];

function Days({ row, of }: { row: LeaveYearRowWire; of: Figure }) {
  const planned = Number(row.planned[of]);
  const done = row.done ? Number(row.done[of]) : planned;
  if (done === planned) return <>{planned}</>;
  return (
    <>
      {done} <Text span size="xs" c="dimmed">{`drawn up: ${planned}`}</Text>
    </>
  );
}

function Row({ row }: { row: LeaveYearRowWire }) {
  const { employee, type, state, why, lacksRate } = row;
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          component={Link}
          to={`/leave/account?person=${employee.id}`}
          size="sm"
          underline="always"
        >
          {employee.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {row.department}
        </Text>
      </Table.Td>
      <Table.Td>
        <LeaveTypeName code={type} />
      </Table.Td>
      <Table.Td>
        <Days row={row} of="carry" />
      </Table.Td>
      <Table.Td>
        <Days row={row} of="expire" />
      </Table.Td>
      <Table.Td>
        <Days row={row} of="encash" />
        {lacksRate && (
          <Text size="xs" fw={600}>
            No daily rate
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        <StatusBadge status={STATE_WORDS[state]} />
        {why && <Text size="xs">{why}</Text>}
      </Table.Td>
    </Table.Tr>
  );
}

/** The people of a run, by name; what is filtered is what a file holds. */
export function RunRows({ run }: { run: LeaveYearRunWire }) {
  const { filters, setFilter } = useSearchFilters(['state', 'type', 'q'] as const);
  const pages = useLeaveYearRows(run, filters);
  const types = useBalanceTypeOptions();
  return (
    <Section
      title="Person by person"
      actions={<ExportMenu list="leave-year-rows" filters={{ ...filters, runId: run.id }} />}
    >
      <Stack gap="sm">
        <Group align="flex-end" gap="sm">
          <SearchBox label="Name" value={filters.q} onSearch={(q) => setFilter('q', q)} />
          <ChoiceFilter
            label="State"
            all="All"
            clearLabel="All states"
            data={STATES}
            value={filters.state}
            onChange={(state) => setFilter('state', state)}
          />
          <ChoiceFilter
            label="Type"
            all="All types"
            data={types}
            value={filters.type}
            onChange={(type) => setFilter('type', type)}
          />
        </Group>
        <PageList pages={pages} empty={<EmptyState title="Nobody is in it" />}>
          {(rows) => (
            <ScrollTable
              label="What becomes of whose leave"
              head={['Person', 'Type', 'Carried', 'Lost', 'Paid out', 'State']}
            >
              {rows.map((row) => (
                <Row key={`${row.employee.id} ${row.type}`} row={row} />
              ))}
            </ScrollTable>
          )}
        </PageList>
      </Stack>
    </Section>
  );
}
