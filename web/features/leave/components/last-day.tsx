import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { formatDate, formatDateRange } from '../../../../domain/dates/format';
import { DayInput } from '../../../components/day-input';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useLastDay, useSetLastDay } from '../account-api';

/** Approved leave after a day that is chosen: said before it is saved, since it is given back with it. */
function GivenBack({ employeeId, day }: { employeeId: string; day: string }) {
  const { data } = useLastDay(employeeId, day);
  if (!data || data.givenBack.length === 0) return null;
  return (
    <Alert color="yellow" title="Saving this gives approved leave back">
      <List size="sm">
        {data.givenBack.map(({ leaveRequestId, type, from, to, remainsTo, days }) => (
          <List.Item key={leaveRequestId}>
            {type}, {formatDateRange(from, to)}: {days} days come back;{' '}
            {remainsTo ? `it ends on ${formatDate(remainsTo)}` : 'it is cancelled'}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function LastDayForm({ employeeId, lastDay }: { employeeId: string; lastDay: string | null }) {
  const [day, setDay] = useState(lastDay ?? '');
  const change = useSetLastDay(employeeId);
  const save = (wanted: string | null) =>
    mutateThen(
      change,
      { lastDay: wanted },
      {
        onSuccess: () => {
          setDay(wanted ?? '');
          notifications.show({ color: 'green', message: 'Saved' });
        },
      },
    );
  return (
    <Stack gap="sm">
      <Text size="sm">
        {lastDay
          ? `Leave is given up to ${formatDate(lastDay)}. What was given before stays: adjust it above. Leave cannot be asked for after it.`
          : 'Once it is known, leave is given up to it and no further.'}
      </Text>
      <Group align="flex-end" gap="xs">
        <DayInput label="Last day" value={day} onChange={setDay} error={change.error?.message} />
        <Button
          variant="default"
          disabled={day === ''}
          loading={change.isPending}
          onClick={() => save(day)}
        >
          Save last day
        </Button>
        {lastDay && (
          <Button variant="subtle" onClick={() => save(null)}>
            They stay
          </Button>
        )}
      </Group>
      {day !== '' && day !== lastDay && <GivenBack employeeId={employeeId} day={day} />}
    </Stack>
  );
}

/** Somebody's last day, for HR to say. */
export function LastDaySection({ employeeId }: { employeeId: string }) {
  const query = useLastDay(employeeId);
  return (
    <Section title="Leaving">
      <QueryView query={query}>
        {({ lastDay }) => <LastDayForm employeeId={employeeId} lastDay={lastDay} />}
      </QueryView>
    </Section>
  );
}
