import {
  Alert,
  Badge,
  Button,
  Group,
  Paper,
  Select,
  Stack,
  Text,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { formatDate } from '../../../../domain/dates/format';
import type { CalendarWire, LocationWire } from '../../../../domain/wire/calendars';
import { DayInput } from '../../../components/day-input';
import { toFormErrors } from '../../../components/field-errors';
import { PersonPicker } from '../../../components/person-picker';
import { QueryView } from '../../../components/query-view';
import {
  useAddLocation,
  useAssign,
  useEditLocation,
  useLocationPeople,
  useLocations,
} from '../api';

// Browsers list it by its old name.
const HOME_ZONE = 'Asia/Kolkata';
const ZONES = [...new Set([HOME_ZONE, ...Intl.supportedValuesOf('timeZone')])];

type Calendars = Pick<CalendarWire, 'id' | 'name'>[];

const choices = (calendars: Calendars) =>
  calendars.map(({ id, name }) => ({ value: id, label: name }));

function People({ location }: { location: LocationWire }) {
  const people = useLocationPeople(location.id);
  const assign = useAssign(location.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const add = () => chosen && assign.mutate(chosen, { onSuccess: () => setChosen(null) });
  return (
    <Stack gap="xs">
      <QueryView query={people}>
        {(items) => (
          <Text size="sm">
            {items.length > 0 ? items.map(({ name }) => name).join(', ') : 'Nobody works here yet'}
          </Text>
        )}
      </QueryView>
      <Group align="flex-end" gap="sm">
        <PersonPicker
          label={`Who else works in ${location.name}`}
          value={chosen}
          onChange={setChosen}
          except={(people.data ?? []).map(({ id }) => id)}
        />
        <Button variant="default" disabled={!chosen} loading={assign.isPending} onClick={add}>
          Assign
        </Button>
      </Group>
      {assign.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {assign.error.message}
        </Text>
      )}
    </Stack>
  );
}

/** Another calendar from a later day on. */
function NextCalendar({ location, calendars }: { location: LocationWire; calendars: Calendars }) {
  const edit = useEditLocation(location.id);
  const form = useForm({
    initialValues: { calendarId: location.calendarId, calendarFrom: '' },
    validate: { calendarFrom: (day) => (day ? null : 'Choose a day') },
  });
  const save = form.onSubmit((values) =>
    edit.mutate(values, {
      onSuccess: () => form.reset(),
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Group align="flex-start" gap="sm">
        <Select
          label={`Next calendar of ${location.name}`}
          allowDeselect={false}
          data={choices(calendars)}
          {...form.getInputProps('calendarId')}
        />
        <DayInput
          label="From"
          maw={180}
          {...form.getInputProps('calendarFrom')}
          value={form.values.calendarFrom}
          onChange={(day) => form.setFieldValue('calendarFrom', day)}
        />
        <Button type="submit" variant="default" mt={25} loading={edit.isPending}>
          Plan
        </Button>
      </Group>
    </form>
  );
}

function Place(props: { location: LocationWire; calendars: Calendars; readOnly: boolean }) {
  const { location, calendars, readOnly } = props;
  const edit = useEditLocation(location.id);
  const nameOf = (calendarId: string) => calendars.find(({ id }) => id === calendarId)?.name;
  return (
    <Paper withBorder p="sm" component="li">
      <Stack gap="xs">
        <Group gap="xs">
          <Title order={3} size="h5">
            {location.name}
          </Title>
          {location.isDefault && (
            <Badge variant="default" tt="none">
              Everybody without a place
            </Badge>
          )}
          <Text size="sm" c="dimmed">
            {location.zone}
          </Text>
        </Group>
        {location.nextCalendars.map(({ calendarId, from }) => (
          <Text key={from} size="sm">
            From {formatDate(from)}: {nameOf(calendarId)}
          </Text>
        ))}
        {readOnly ? (
          <Text size="sm">{nameOf(location.calendarId)}</Text>
        ) : (
          <>
            <Select
              label={`Calendar of ${location.name}`}
              maw={320}
              allowDeselect={false}
              data={choices(calendars)}
              value={location.calendarId}
              error={edit.error?.message}
              onChange={(calendarId) => calendarId && edit.mutate({ calendarId })}
            />
            <NextCalendar location={location} calendars={calendars} />
            <People location={location} />
          </>
        )}
      </Stack>
    </Paper>
  );
}

function AddLocation({ calendars }: { calendars: Calendars }) {
  const add = useAddLocation();
  const form = useForm({
    initialValues: { name: '', zone: HOME_ZONE, calendarId: calendars[0]?.id ?? '' },
    validate: { name: (name) => (name.trim() ? null : 'Give it a name') },
  });
  const save = form.onSubmit((values) =>
    add.mutate(values, {
      onSuccess: () => form.reset(),
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      {add.error && (
        <Alert color="red" variant="outline" role="alert" title="Not added" mb="sm">
          {add.error.message}
        </Alert>
      )}
      <Group align="flex-start" gap="sm">
        <TextInput label="New location" withAsterisk {...form.getInputProps('name')} />
        <Select
          label="Time zone"
          searchable
          allowDeselect={false}
          limit={50}
          data={ZONES}
          {...form.getInputProps('zone')}
        />
        <Select
          label="Calendar"
          allowDeselect={false}
          data={choices(calendars)}
          {...form.getInputProps('calendarId')}
        />
        <Button type="submit" variant="default" mt={25} loading={add.isPending}>
          Add location
        </Button>
      </Group>
    </form>
  );
}

/** Where people work and by which calendar; moving somebody gives them the place's zone. */
export function Locations({ calendars, readOnly }: { calendars: Calendars; readOnly: boolean }) {
  const locations = useLocations();
  return (
    <Stack>
      <QueryView query={locations}>
        {(items) => (
          <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
            {items.map((location) => (
              <Place
                key={location.id}
                location={location}
                calendars={calendars}
                readOnly={readOnly}
              />
            ))}
          </Stack>
        )}
      </QueryView>
      {!readOnly && <AddLocation calendars={calendars} />}
    </Stack>
  );
}
