import {
  Button,
  Checkbox,
  Group,
  Paper,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { formatHours } from '../../../../domain/timesheets/hours';
import { datesOf } from '../../../../domain/timesheets/weeks';
import type { TimesheetWeek } from '../../../../domain/wire/timesheets';
import { ScrollTable } from '../../../components/scroll-table';
import { dayTotal, rowTotal, type GridRow } from '../grid-state';
import { CellInput } from './cell-input';

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

interface Props {
  week: TimesheetWeek;
  rows: GridRow[];
  onChange: (rows: GridRow[]) => void;
}
interface RowProps {
  row: GridRow;
  at: number;
  days: string[];
  project: string;
  isOpen: boolean;
  onRow: (row: GridRow | null) => void;
}

/** "Mon 23": short enough for a head, the month stands above the grid. */
const dayNames = ({ startsOn }: TimesheetWeek) =>
  datesOf(startsOn).map((date, at) => `${WEEKDAYS[at]} ${Number(date.slice(8))}`);

function Cells({ row, at, days, isOpen, onRow, isLabelled }: RowProps & { isLabelled?: true }) {
  return days.map((day, index) => (
    <CellInput
      key={day}
      label={`${day}, row ${at + 1}`}
      visibleLabel={isLabelled && day}
      row={at}
      day={index}
      value={row.cells[index] ?? ''}
      disabled={!isOpen}
      onChange={(cell) =>
        onRow({ ...row, cells: row.cells.map((old, place) => (place === index ? cell : old)) })
      }
    />
  ));
}

function What({ row, at, isOpen, onRow }: RowProps) {
  return (
    <Stack gap={4}>
      <TextInput
        aria-label={`Task, row ${at + 1}`}
        placeholder="Task"
        size="xs"
        maxLength={100}
        disabled={!isOpen}
        value={row.task}
        onChange={(event) => onRow({ ...row, task: event.currentTarget.value })}
      />
      <Group gap="xs" justify="space-between" wrap="nowrap">
        <Checkbox
          size="xs"
          label="Billable"
          disabled={!isOpen}
          checked={row.billable}
          onChange={(event) => onRow({ ...row, billable: event.currentTarget.checked })}
        />
        <Button
          size="compact-xs"
          variant="subtle"
          disabled={!isOpen}
          aria-label={`Remove row ${at + 1}`}
          onClick={() => onRow(null)}
        >
          Remove
        </Button>
      </Group>
    </Stack>
  );
}

function TableRow(props: RowProps) {
  return (
    <Table.Tr>
      <Table.Th scope="row" miw={180}>
        <Text size="sm" fw={600} mb={4}>
          {props.project}
        </Text>
        <What {...props} />
      </Table.Th>
      {Cells(props).map((cell) => (
        <Table.Td key={cell.key} miw={72}>
          {cell}
        </Table.Td>
      ))}
      <Table.Td ta="right">{formatHours(rowTotal(props.row))}</Table.Td>
    </Table.Tr>
  );
}

function CardRow(props: RowProps) {
  return (
    <Paper withBorder p="sm">
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {props.project}
        </Text>
        <Text size="sm">{formatHours(rowTotal(props.row))}</Text>
      </Group>
      <What {...props} />
      <SimpleGrid cols={4} spacing="xs" mt="xs">
        {Cells({ ...props, isLabelled: true })}
      </SimpleGrid>
    </Paper>
  );
}

/** The rows of a week: a table on a screen, a card for each on a phone. */
export function GridRows({ week, rows, onChange }: Props) {
  const isWide = useMediaQuery('(min-width: 62em)', undefined, { getInitialValueInEffect: false });
  const days = dayNames(week);
  const names = new Map(week.projects.map(({ id, code, name }) => [id, `${code} ${name}`]));
  const propsOf = (row: GridRow, at: number): RowProps => ({
    ...{ row, at, days, isOpen: week.isOpen },
    project: names.get(row.projectId) ?? 'A project that is closed, or not yours any more',
    onRow: (changed) =>
      onChange(rows.flatMap((old, place) => (place !== at ? [old] : changed ? [changed] : []))),
  });
  if (!isWide)
    return (
      <Stack gap="sm">
        {rows.map((row, at) => (
          <CardRow key={at} {...propsOf(row, at)} />
        ))}
      </Stack>
    );
  const totals = days.map((_, day) => dayTotal(rows, day));
  return (
    <ScrollTable label="Time of the week" head={['Project and task', ...days, 'Sum']}>
      {rows.map((row, at) => (
        <TableRow key={at} {...propsOf(row, at)} />
      ))}
      <Table.Tr>
        <Table.Th scope="row">Sum</Table.Th>
        {totals.map((minutes, day) => (
          <Table.Td key={days[day]} ta="right">
            {formatHours(minutes)}
          </Table.Td>
        ))}
        <Table.Td ta="right" fw={700}>
          {formatHours(totals.reduce((sum, minutes) => sum + minutes, 0))}
        </Table.Td>
      </Table.Tr>
    </ScrollTable>
  );
}
