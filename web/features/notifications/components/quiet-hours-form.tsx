import { Alert, Button, Chip, Group, Input, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NotificationPreferences } from '../../../../domain/wire/notification-preferences';
import { useSavePreferences } from '../preferences-api';

type Quiet = NonNullable<NotificationPreferences['quietHours']>;

const USUAL: Quiet = { from: '22:00', to: '07:00', days: [1, 2, 3, 4, 5, 6, 7] };
const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** When sounds, pop-ups, pushes and mails that can wait are held back. */
export function QuietHoursForm({ preferences }: { preferences: NotificationPreferences }) {
  const { quietHours, zone } = preferences;
  const save = useSavePreferences();
  return (
    <Stack gap="sm">
      {save.error && (
        <Alert color="red" variant="outline" role="alert" title="Not saved">
          {save.error.message}
        </Alert>
      )}
      <Switch
        label="Hold back what can wait"
        description="Pop-ups, browser pushes and mails come when the quiet is over; the bell counts on. What is past due breaks through."
        checked={quietHours !== null}
        onChange={({ currentTarget }) =>
          save.mutate({ quietHours: currentTarget.checked ? USUAL : null })
        }
      />
      {quietHours && (
        <Times
          key={JSON.stringify(quietHours)}
          quiet={quietHours}
          zone={zone}
          isSaving={save.isPending}
          onSave={(quiet) => save.mutate({ quietHours: quiet })}
        />
      )}
    </Stack>
  );
}

function Times(props: {
  quiet: Quiet;
  zone: string;
  isSaving: boolean;
  onSave: (quiet: Quiet) => void;
}) {
  const [quiet, setQuiet] = useState(props.quiet);
  const isSame = JSON.stringify(quiet) === JSON.stringify(props.quiet);
  const time = (name: 'from' | 'to') => ({
    type: 'time',
    value: quiet[name],
    w: 130,
    onChange: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
      setQuiet({ ...quiet, [name]: currentTarget.value }),
  });
  return (
    <Stack gap="sm">
      <Group align="flex-end">
        <TextInput label="From" {...time('from')} />
        <TextInput label="To" {...time('to')} />
      </Group>
      <Input.Wrapper label="Beginning on" description={`In ${props.zone}`} labelElement="div">
        <Chip.Group
          multiple
          value={quiet.days.map(String)}
          onChange={(days) => setQuiet({ ...quiet, days: days.map(Number).sort() })}
        >
          <Group gap={6} mt={6}>
            {DAYS.map((day, index) => (
              <Chip key={day} value={String(index + 1)} size="sm">
                {day}
              </Chip>
            ))}
          </Group>
        </Chip.Group>
      </Input.Wrapper>
      <Group>
        <Button
          disabled={isSame || quiet.days.length === 0 || !quiet.from || !quiet.to}
          loading={props.isSaving}
          onClick={() => props.onSave(quiet)}
        >
          Save quiet hours
        </Button>
      </Group>
    </Stack>
  );
}
