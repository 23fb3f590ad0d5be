import { Group, Stack, Text } from '@mantine/core';
import { addDays } from '../../../../domain/dates/calendar';
import { formatDateRange } from '../../../../domain/dates/format';
import type { Absence } from '../../../../domain/wire/records';
import { EmptyState } from '../../../components/empty-state';
import { PersonName } from '../../../components/person-name';
import { QueryView } from '../../../components/query-view';
import { dateIn } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useAbsences } from '../api';

const AHEAD_DAYS = 13;

function halves({ from, to, fromHalf, toHalf }: Absence): string {
  if (from === to && fromHalf === toHalf) return fromHalf === 'am' ? ', morning' : ', afternoon';
  const parts = [fromHalf === 'pm' && 'from midday', toHalf === 'am' && 'until midday'];
  const text = parts.filter(Boolean).join(', ');
  return text && `, ${text}`;
}

/** Who is out in the next fortnight. */
export function AbsenceList() {
  const today = dateIn(useZone());
  const absences = useAbsences(today, addDays(today, AHEAD_DAYS));
  return (
    <QueryView query={absences}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState title="Everybody is in">Nobody is away in the next 14 days.</EmptyState>
        ) : (
          <Stack gap="xs">
            {items.map((absence) => (
              <Group
                key={`${absence.employee.id}-${absence.from}`}
                justify="space-between"
                gap="xs"
              >
                <PersonName person={absence.employee} />
                <Text size="sm" c="dimmed">
                  {formatDateRange(absence.from, absence.to)}
                  {halves(absence)}
                </Text>
              </Group>
            ))}
          </Stack>
        )
      }
    </QueryView>
  );
}
