import { Anchor, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { mondayOf } from '../../domain/timesheets/weeks';
import type { TimesheetWeek } from '../../domain/wire/timesheets';
import { DayInput } from '../../web/components/day-input';
import { api } from '../../web/lib/api';
import { dateIn } from '../../web/lib/dates';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';
import { keys } from '../../web/lib/query-keys';
import { useZone } from '../../web/lib/session';

/** What an empty form holds; the grid names the project and the week. */
export function initialValues(search: URLSearchParams): FormValues {
  return {
    projectId: search.get('projectId') ?? '',
    weekStartsOn: search.get('weekStartsOn') ?? '',
  };
}

function useProjects() {
  const monday = mondayOf(dateIn(useZone()));
  const week = useQuery({
    queryKey: keys.timesheetWeek(monday),
    queryFn: ({ signal }) =>
      api.get<TimesheetWeek>(`/timesheet-weeks/${monday}`, undefined, signal),
  });
  return (week.data?.projects ?? []).map(({ id, code, name }) => ({
    value: id,
    label: `${code} ${name}`,
  }));
}

/** Which project and which week; the time itself is entered in the grid. */
export function Fields({ form }: KindFieldsProps) {
  const projects = useProjects();
  const week = form.getInputProps('weekStartsOn');
  return (
    <Stack>
      <Text size="sm">
        Time is entered in the{' '}
        <Anchor component={Link} to="/timesheets" underline="always">
          week’s grid
        </Anchor>
        ; this hands in what it holds of a project.
      </Text>
      <Select
        label="Project"
        withAsterisk
        searchable
        nothingFoundMessage="No project of yours"
        data={projects}
        {...form.getInputProps('projectId')}
        value={form.values.projectId || null}
        onChange={(id) => form.setFieldValue('projectId', id ?? '')}
      />
      <DayInput
        {...week}
        label="Week"
        description="Any of its days"
        withAsterisk
        value={form.values.weekStartsOn as string}
        onChange={(day) => form.setFieldValue('weekStartsOn', day && mondayOf(day))}
      />
    </Stack>
  );
}
