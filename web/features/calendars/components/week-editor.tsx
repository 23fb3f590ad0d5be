import { Alert, Button, Checkbox, Group, MultiSelect, Stack, Text } from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { CalendarWire } from '../../../../domain/wire/calendars';
import { useEditCalendar } from '../api';
import { editedWeek, rulesOf, WEEKDAYS, type EditedDay } from '../week';

const OFFICE: EditedDay['spans'] = [
  { from: '09:00', to: '13:00' },
  { from: '14:00', to: '18:00' },
];
const WEEKS = ['1st', '2nd', '3rd', '4th', '5th'].map((label, index) => ({
  value: String(index + 1),
  label,
}));

interface DayProps {
  name: string;
  day: EditedDay;
  onChange: (day: EditedDay) => void;
  problem: string | undefined;
  readOnly: boolean;
}

function Spans({ name, day, onChange, readOnly }: DayProps) {
  const change = (index: number, over: Partial<EditedDay['spans'][number]>) =>
    onChange({
      ...day,
      spans: day.spans.map((span, at) => (at === index ? { ...span, ...over } : span)),
    });
  return day.spans.map((span, index) => (
    <Group key={index} gap={4} wrap="nowrap">
      <TimeInput
        aria-label={`${name}, from (${index + 1})`}
        value={span.from}
        readOnly={readOnly}
        onChange={({ currentTarget }) => change(index, { from: currentTarget.value })}
      />
      <Text size="sm" aria-hidden>
        –
      </Text>
      <TimeInput
        aria-label={`${name}, to (${index + 1})`}
        value={span.to}
        readOnly={readOnly}
        onChange={({ currentTarget }) => change(index, { to: currentTarget.value })}
      />
    </Group>
  ));
}

function SpanButtons({ name, day, onChange }: DayProps) {
  const setSpans = (spans: EditedDay['spans']) => onChange({ ...day, spans });
  return (
    <Group gap={4}>
      {day.spans.length < 6 && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`More hours on ${name}`}
          onClick={() => setSpans([...day.spans, { from: '', to: '' }])}
        >
          Add hours
        </Button>
      )}
      {day.spans.length > 1 && (
        <Button
          variant="subtle"
          color="red"
          size="compact-sm"
          aria-label={`Fewer hours on ${name}`}
          onClick={() => setSpans(day.spans.slice(0, -1))}
        >
          Remove
        </Button>
      )}
    </Group>
  );
}

function Day(props: DayProps) {
  const { name, day, onChange, problem, readOnly } = props;
  const isWorked = day.spans.length > 0;
  return (
    <Stack gap={4} component="li">
      <Group gap="sm">
        <Checkbox
          label={name}
          w={120}
          checked={isWorked}
          disabled={readOnly}
          onChange={({ currentTarget }) =>
            onChange({ ...day, spans: currentTarget.checked ? OFFICE : [] })
          }
        />
        <Spans {...props} />
        {isWorked && !readOnly && <SpanButtons {...props} />}
        {isWorked && (
          <MultiSelect
            aria-label={`${name}: which of the month`}
            placeholder={day.weeks.length === 0 ? 'Every week' : undefined}
            data={WEEKS}
            value={day.weeks}
            readOnly={readOnly}
            onChange={(weeks) => onChange({ ...day, weeks: weeks.sort() })}
            miw={140}
          />
        )}
      </Group>
      {problem && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {name}: {problem}
        </Text>
      )}
    </Stack>
  );
}

/** A calendar's week; readers see what admins change. */
export function WeekEditor({ calendar, readOnly }: { calendar: CalendarWire; readOnly: boolean }) {
  const [week, setWeek] = useState(() => editedWeek(calendar.weekly));
  const [problems, setProblems] = useState<Record<string, string>>({});
  const edit = useEditCalendar(calendar.id);
  const save = () => {
    const rules = rulesOf(week);
    setProblems('problems' in rules ? rules.problems : {});
    if ('weekly' in rules)
      edit.mutate(rules, {
        onSuccess: () => notifications.show({ color: 'green', message: 'Saved' }),
      });
  };
  const failure = problems.Week ?? edit.error?.message;
  return (
    <Stack>
      {failure && (
        <Alert color="red" variant="outline" role="alert" title="Not saved">
          {failure}
        </Alert>
      )}
      <Stack gap="sm" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
        {week.map((day, index) => (
          <Day
            key={WEEKDAYS[index]}
            name={WEEKDAYS[index] ?? ''}
            day={day}
            readOnly={readOnly}
            problem={problems[WEEKDAYS[index] ?? '']}
            onChange={(changed) => setWeek(week.map((one, at) => (at === index ? changed : one)))}
          />
        ))}
      </Stack>
      {!readOnly && (
        <Group>
          <Button onClick={save} loading={edit.isPending}>
            Save the week
          </Button>
          <Text size="sm" c="dimmed">
            What is open already keeps its due time.
          </Text>
        </Group>
      )}
    </Stack>
  );
}
