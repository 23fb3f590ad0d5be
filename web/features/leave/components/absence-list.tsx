import { Group, Stack, Text } from '@mantine/core';
import { addDays } from '../../../../domain/dates/calendar';
import type { Absence } from '../../../../domain/wire/records';
import { EmptyState } from '../../../components/empty-state';
import { PersonName } from '../../../components/person-name';
import { QueryView } from '../../../components/query-view';
import { dateIn, sayDateRange } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useAbsences } from '../api';
import { translate, useT } from '../../../lib/i18n/language';

const AHEAD_DAYS = 13;

function halves({ from, to, fromHalf, toHalf }: Absence): string {
  if (from === to && fromHalf === toHalf)
    return `, ${fromHalf === 'am' ? translate('morning') : translate('afternoon')}`;
  const parts = [
    fromHalf === 'pm' && translate('from midday'),
    toHalf === 'am' && translate('until midday'),
  ];
  const text = parts.filter(Boolean).join(', ');
  return text && `, ${text}`;
}

/** Who is out in the next fortnight. */
export function AbsenceList() {
  const t = useT();
  const today = dateIn(useZone());
  const absences = useAbsences(today, addDays(today, AHEAD_DAYS));
  return (
    <QueryView query={absences}>
      {(items) =>
        items.length === 0 ? (
          <EmptyState title={t('Everybody is in')}>
            {t('Nobody is away in the next 14 days.')}
          </EmptyState>
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
                  {sayDateRange(absence.from, absence.to)}
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
