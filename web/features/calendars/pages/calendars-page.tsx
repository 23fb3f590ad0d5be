import { Alert, Button, Grid, Group, NavLink, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { useCalendars } from '../../../lib/use-working-hours';
import { useAddCalendar, useLocations } from '../api';
import { DaysOff } from '../components/days-off';
import { DueCheck } from '../components/due-check';
import { Locations } from '../components/locations';
import { MissingYears } from '../components/missing-years';
import { WeekEditor } from '../components/week-editor';

type Calendar = NonNullable<ReturnType<typeof useCalendars>['data']>[number];

/** A new calendar begins as a copy of the one that is looked at. */
function CopyCalendar({ of, onAdded }: { of: Calendar; onAdded: (id: string) => void }) {
  const [name, setName] = useState('');
  const add = useAddCalendar();
  const save = () =>
    add.mutate(
      { name, weekly: of.weekly },
      {
        onSuccess: ({ id }) => {
          setName('');
          onAdded(id);
        },
      },
    );
  return (
    <Stack gap="xs" mt="md">
      {add.error && (
        <Alert color="red" variant="outline" role="alert" title="Not added">
          {add.error.message}
        </Alert>
      )}
      <TextInput
        label="New calendar"
        description={`With the week of ${of.name}`}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Group>
        <Button variant="default" disabled={!name.trim()} loading={add.isPending} onClick={save}>
          Add calendar
        </Button>
      </Group>
    </Stack>
  );
}

function useZonesOf(calendar: Calendar): string[] {
  const me = useMe();
  const { data = [] } = useLocations();
  const zones = data.filter(({ calendarId }) => calendarId === calendar.id).map(({ zone }) => zone);
  return [...new Set([...zones, me.zone])];
}

function OneCalendar({ calendar, readOnly }: { calendar: Calendar; readOnly: boolean }) {
  const zones = useZonesOf(calendar);
  const { filters, setFilter } = useSearchFilters(['year'] as const);
  return (
    <Stack>
      <Section title={`The week of ${calendar.name}`}>
        <WeekEditor key={JSON.stringify(calendar.weekly)} calendar={calendar} readOnly={readOnly} />
      </Section>
      <Section title="What would be due">
        <DueCheck key={zones[0]} calendar={calendar.working} zones={zones} />
      </Section>
      <Section title="Days off">
        <DaysOff
          calendar={calendar}
          readOnly={readOnly}
          year={filters.year}
          onYear={(year) => setFilter('year', year)}
        />
      </Section>
    </Stack>
  );
}

function Gallery({ calendars, readOnly }: { calendars: Calendar[]; readOnly: boolean }) {
  const { filters, setFilter } = useSearchFilters(['calendar'] as const);
  const current = calendars.find(({ id }) => id === filters.calendar) ?? calendars[0];
  if (!current) return <EmptyState title="No calendars" />;
  return (
    <Grid>
      <Grid.Col span={{ base: 12, md: 3 }}>
        <Stack gap={2} component="nav" aria-label="Calendars">
          {calendars.map(({ id, name }) => (
            <NavLink
              key={id}
              component="button"
              label={name}
              active={id === current.id}
              aria-current={id === current.id ? 'true' : undefined}
              onClick={() => setFilter('calendar', id)}
              style={{ borderRadius: 'var(--mantine-radius-md)' }}
            />
          ))}
        </Stack>
        {!readOnly && <CopyCalendar of={current} onAdded={(id) => setFilter('calendar', id)} />}
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 9 }}>
        <OneCalendar key={current.id} calendar={current} readOnly={readOnly} />
      </Grid.Col>
    </Grid>
  );
}

/** When people work, place by place: everybody reads it, HR changes calendars, admins places as well. */
export function Component() {
  const me = useMe();
  const readOnly = !holdsAny(me, 'admin', 'hr');
  const calendars = useCalendars();
  return (
    <>
      <PageHeader
        title="Calendars"
        description="What is asked of people is due in their working time: their place's calendar, in their own zone. Leave costs the days of that calendar."
      />
      <QueryView query={calendars}>
        {(items) => (
          <Stack>
            {!readOnly && <MissingYears calendars={items} />}
            <Gallery calendars={items} readOnly={readOnly} />
            <Section title="Locations">
              <Locations calendars={items} readOnly={!holdsAny(me, 'admin')} />
            </Section>
          </Stack>
        )}
      </QueryView>
    </>
  );
}
