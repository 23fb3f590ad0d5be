import { Button, Group, Stack, Text } from '@mantine/core';
import { addDays, parseDate } from '../../../../domain/dates/calendar';
import { formatDate, formatDateRange } from '../../../../domain/dates/format';
import { mondayOf } from '../../../../domain/timesheets/weeks';
import type { TimesheetWeek } from '../../../../domain/wire/timesheets';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { dateIn } from '../../../lib/dates';
import { useT } from '../../../lib/i18n/language';
import { useSearchFilters } from '../../../lib/search-filters';
import { useZone } from '../../../lib/session';
import { useWeek } from '../api';
import { ReversalList, SheetList } from '../components/sheet-list';
import { WeekGrid } from '../components/week-grid';

function Deadline({ week }: { week: TimesheetWeek }) {
  const { dueOn, today, isOpen, startsOn } = week;
  if (!isOpen)
    return (
      <Text size="sm">
        {startsOn > today ? 'This week has not begun.' : 'This week can no longer be changed.'}
      </Text>
    );
  return (
    <Text size="sm" fw={today > dueOn ? 600 : undefined}>
      To be handed in by {formatDate(dueOn)}
      {today > dueOn && ': that is over, and whoever approves it is told so'}.
    </Text>
  );
}

function Week({ week }: { week: TimesheetWeek }) {
  return (
    <Stack>
      <Deadline week={week} />
      <WeekGrid key={week.startsOn} week={week} />
      {week.reversals.length > 0 && (
        <Section title="To be taken back">
          <ReversalList reversals={week.reversals} />
        </Section>
      )}
      {week.sheets.length > 0 && (
        <Section title="Handed in">
          <SheetList sheets={week.sheets} isOpen={week.isOpen} />
        </Section>
      )}
    </Stack>
  );
}

/** One's own time, week by week. */
export function Component() {
  const t = useT();
  const { filters, setFilter } = useSearchFilters(['week'] as const);
  const current = mondayOf(dateIn(useZone()));
  const monday = mondayOf(parseDate(filters.week ?? '') ?? current);
  const query = useWeek(monday);
  const go = (to: string) => setFilter('week', to === current ? null : to);
  return (
    <>
      <PageHeader
        title={t('Timesheets')}
        description={formatDateRange(monday, addDays(monday, 6))}
        actions={
          <Group gap="xs">
            <Button variant="default" onClick={() => go(addDays(monday, -7))}>
              Week before
            </Button>
            <Button variant="default" disabled={monday === current} onClick={() => go(current)}>
              This week
            </Button>
            <Button
              variant="default"
              disabled={monday >= current}
              onClick={() => go(addDays(monday, 7))}
            >
              Week after
            </Button>
          </Group>
        }
      />
      <QueryView query={query}>{(week) => <Week week={week} />}</QueryView>
    </>
  );
}
