import { Alert, Anchor, Button, Group, Select, Stack, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import {
  calendarHolidaySchema,
  type CalendarHolidayWire,
  type CalendarWire,
} from '../../../../domain/wire/calendars';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { issuesToFormErrors } from '../../../components/field-errors';
import { ScrollTable } from '../../../components/scroll-table';
import { dateIn } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useRemoveHoliday, useSetHoliday } from '../api';
import { halfText, PARTS } from '../half-text';

const holidayOf = ({ half, ...rest }: { date: string; name: string; half: string }) => ({
  ...rest,
  half: half === 'day' ? null : half,
});

function AddDayOff({ calendar }: { calendar: CalendarWire }) {
  const set = useSetHoliday(calendar.id);
  const form = useForm({
    initialValues: { date: '', name: '', half: 'day' },
    validate: (values) => {
      const result = calendarHolidaySchema.safeParse(holidayOf(values));
      return result.success ? {} : issuesToFormErrors(result.error);
    },
  });
  const save = form.onSubmit((values) =>
    set.mutate(holidayOf(values) as CalendarHolidayWire, { onSuccess: () => form.reset() }),
  );
  return (
    <form onSubmit={save} noValidate>
      {set.error && (
        <Alert color="red" variant="outline" role="alert" title="Not saved" mb="sm">
          {set.error.message}
        </Alert>
      )}
      <Group align="flex-start" gap="sm">
        <DayInput
          label="Date"
          withAsterisk
          maw={180}
          {...form.getInputProps('date')}
          value={form.values.date}
          onChange={(date) => form.setFieldValue('date', date)}
        />
        <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
        <Select
          label="What is off"
          maw={150}
          allowDeselect={false}
          data={PARTS}
          {...form.getInputProps('half')}
        />
        <Button type="submit" mt={25} loading={set.isPending}>
          Add day off
        </Button>
      </Group>
    </form>
  );
}

function Rows({
  calendar,
  readOnly,
  year,
}: {
  calendar: CalendarWire;
  readOnly: boolean;
  year: string;
}) {
  const remove = useRemoveHoliday(calendar.id);
  const days = calendar.holidays.filter(({ date }) => date.startsWith(year));
  if (days.length === 0) return <EmptyState title={`No days off in ${year}`} />;
  return (
    <ScrollTable
      label={`Days off in ${year}`}
      head={['Date', 'Name', 'What is off', ...(readOnly ? [] : ['Change'])]}
    >
      {days.map(({ date, name, half }) => (
        <Table.Tr key={date}>
          <Table.Td>{formatDate(date)}</Table.Td>
          <Table.Td>{name}</Table.Td>
          <Table.Td>{halfText(half)}</Table.Td>
          {!readOnly && (
            <Table.Td>
              <Button
                variant="subtle"
                color="red"
                size="compact-sm"
                aria-label={`Remove ${name}, ${formatDate(date)}`}
                loading={remove.isPending && remove.variables === date}
                onClick={() => remove.mutate(date)}
              >
                Remove
              </Button>
            </Table.Td>
          )}
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** A calendar's days off, year by year. */
export function DaysOff(props: {
  calendar: CalendarWire;
  readOnly: boolean;
  year: string | undefined;
  onYear: (year: string) => void;
}) {
  const { calendar, readOnly } = props;
  const thisYear = dateIn(useZone()).slice(0, 4);
  const known = calendar.holidays.map(({ date }) => date.slice(0, 4));
  const years = [...new Set([...known, thisYear, String(Number(thisYear) + 1)])].sort();
  const year = props.year && years.includes(props.year) ? props.year : thisYear;
  return (
    <Stack>
      {!readOnly && (
        <>
          <AddDayOff calendar={calendar} />
          <Anchor
            component={Link}
            to={`/calendars/${calendar.id}/import`}
            size="sm"
            underline="always"
          >
            Import days off from a file
          </Anchor>
        </>
      )}
      <Select
        label="Year"
        maw={120}
        allowDeselect={false}
        data={years}
        value={year}
        onChange={(chosen) => chosen && props.onYear(chosen)}
      />
      <Rows calendar={calendar} readOnly={readOnly} year={year} />
    </Stack>
  );
}
