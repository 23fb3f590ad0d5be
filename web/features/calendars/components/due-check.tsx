import { Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { WorkingCalendar } from '../../../../domain/calendars/working-calendar';
import { minutesOfWorkingDay } from '../../../../domain/calendars/working-calendar';
import { formatInstant } from '../../../../domain/dates/format-instant';
import { endOf, type WorkingDuration } from '../../../../domain/durations';
import { useNow } from '../../../lib/use-now';

const UNITS = [
  { value: 'day', label: 'working days' },
  { value: 'hour', label: 'working hours' },
];

function hoursText(minutes: number): string {
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ''}`;
}

/** What a length of working time from now comes to, for somebody in a zone who works by this calendar. */
export function DueCheck({ calendar, zones }: { calendar: WorkingCalendar; zones: string[] }) {
  const now = useNow();
  const [count, setCount] = useState(2);
  const [unit, setUnit] = useState('day');
  const [zone, setZone] = useState(zones[0] ?? 'UTC');
  const duration = `${count} working ${unit}s` as WorkingDuration;
  const due = endOf(duration, now, { calendar, zone });
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <NumberInput
          label="From now"
          maw={110}
          min={1}
          max={250}
          allowDecimal={false}
          value={count}
          onChange={(value) => setCount(Math.min(250, Math.max(1, Number(value) || 1)))}
        />
        <Select
          aria-label="Unit"
          maw={170}
          allowDeselect={false}
          data={UNITS}
          value={unit}
          onChange={(value) => setUnit(value ?? 'day')}
        />
        <Select
          label="In the zone"
          searchable
          allowDeselect={false}
          limit={50}
          data={[...new Set([...zones, ...Intl.supportedValuesOf('timeZone')])]}
          value={zone}
          onChange={(value) => setZone(value ?? 'UTC')}
        />
      </Group>
      <Text>
        <output>
          {count} working {count === 1 ? unit : `${unit}s`} from now is{' '}
          <strong>{formatInstant(new Date(due), zone)}</strong>.
        </output>
      </Text>
      <Text size="sm" c="dimmed">
        A working day of this calendar is {hoursText(minutesOfWorkingDay(calendar))}. The week and
        the days off are those that are saved.
      </Text>
    </Stack>
  );
}
