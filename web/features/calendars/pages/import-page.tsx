import { Anchor, Stack, Table, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { HOLIDAY_COLUMNS } from '../../../../domain/calendars/holiday-file';
import { formatDate } from '../../../../domain/dates/format';
import type { HolidayCheck } from '../../../../domain/wire/csv-import';
import { CsvImport } from '../../../components/csv-import';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { keys } from '../../../lib/query-keys';
import { holdsAny, useMe } from '../../../lib/session';
import { useCalendars } from '../../../lib/use-working-hours';
import { halfText } from '../half-text';

function Sample({ check }: { check: HolidayCheck }) {
  return (
    <ScrollTable label="Days off of the file" head={['Line', 'Date', 'Name', 'What is off']}>
      {check.sample.map(({ line, date, name, half }) => (
        <Table.Tr key={line}>
          <Table.Td>{line}</Table.Td>
          <Table.Td>{formatDate(date)}</Table.Td>
          <Table.Td>{name}</Table.Td>
          <Table.Td>{halfText(half)}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function ImportHolidays({ id }: { id: string }) {
  const calendars = useCalendars();
  return (
    <QueryView query={calendars}>
      {(items) => {
        const calendar = items.find((one) => one.id === id);
        if (!calendar) return <EmptyState title="There is no such calendar" />;
        return (
          <Stack>
            <Text>
              Into{' '}
              <Anchor component={Link} to={`/calendars?calendar=${id}`} underline="always">
                {calendar.name}
              </Anchor>
            </Text>
            <CsvImport<HolidayCheck>
              path={`/calendars/${id}/holiday-imports`}
              noun="day"
              about="A CSV file with one day off a line. Date (such as 2026-12-25) and Name are needed; What is off is “whole day”, “morning” or “afternoon”. A day that is there already takes what the file says."
              headings={Object.values(HOLIDAY_COLUMNS)}
              templateName="days-off.csv"
              sample={(check) => <Sample check={check} />}
              changes={keys.calendars}
            />
          </Stack>
        );
      }}
    </QueryView>
  );
}

/** Gives a calendar the days off of a file, for HR and admins. */
export function Component() {
  const { id = '' } = useParams();
  return (
    <>
      <PageHeader title="Import days off" />
      {holdsAny(useMe(), 'admin', 'hr') ? (
        <ImportHolidays id={id} />
      ) : (
        <EmptyState title="This page is for HR and admins" />
      )}
    </>
  );
}
