import { Alert, List } from '@mantine/core';
import type { CalendarWire } from '../../../../domain/wire/calendars';
import { dateIn } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useLocations } from '../api';
import { missingYears } from '../missing-years';

/** Says for which years nobody has entered holidays: until then leave counts every day of the week's work. */
export function MissingYears({ calendars }: { calendars: CalendarWire[] }) {
  const { data: locations = [] } = useLocations();
  const today = dateIn(useZone());
  const used = new Set(
    locations.flatMap(({ calendarId, nextCalendars }) => [
      calendarId,
      ...nextCalendars.map((next) => next.calendarId),
    ]),
  );
  const missing = missingYears(calendars, used, Number(today.slice(0, 4)));
  if (missing.length === 0) return null;
  return (
    <Alert color="yellow" variant="outline" title="No days off are entered for">
      <List size="sm">
        {missing.map(({ name, year }) => (
          <List.Item key={`${name} ${year}`}>
            {name}, {year}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
