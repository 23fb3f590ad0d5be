import { Table, Text } from '@mantine/core';
import { REQUEST_STATUSES, type RequestStatus } from '../../../../domain/approvals/vocabulary';
import { addDays } from '../../../../domain/dates/calendar';
import { formatDate } from '../../../../domain/dates/format';
import { BAND_ENDS } from '../../../../domain/insight/measures';
import type { Figure, Insight } from '../../../../domain/wire/insight';
import { humanise } from '../../../lib/text';
import { casesLink, type InsightFilters } from '../filters';
import { bandLabel, kindLabel } from '../words';
import { AsTable, CountLink } from './as-table';
import { ColumnChart } from './column-chart';

interface Shown {
  insight: Insight;
  filters: InsightFilters;
}

const sum = (figures: Figure[]) => figures.reduce((total, { count }) => total + count, 0);
const color = (status: RequestStatus) => `var(--chart-${status})`;

/** The Mondays from the first to the last week with requests: a week without any is shown as one. */
function weeksBetween(figures: Figure[]): string[] {
  const weeks = figures.flatMap(({ week }) => week ?? []);
  const last = weeks.at(-1);
  const all: string[] = [];
  for (let week = weeks[0]; week && last && week <= last; week = addDays(week, 7)) all.push(week);
  return all;
}

/** Requests sent per week, by what became of them; the table also by kind. */
export function WeekChart({ insight, filters }: Shown) {
  const weeks = weeksBetween(insight.weeks);
  if (weeks.length === 0) return <Nothing />;
  const inWeek = (week: string) => insight.weeks.filter((figure) => figure.week === week);
  const seen = REQUEST_STATUSES.filter((status) =>
    insight.weeks.some((figure) => figure.status === status),
  );
  const columns = weeks.map((week) => ({
    label: formatDate(week).replace(/ \d{4}$/, ''),
    to: casesLink('submitted', filters, { week }),
    parts: seen.map((status) => ({
      name: humanise(status),
      color: color(status),
      value: sum(inWeek(week).filter((figure) => figure.status === status)),
    })),
  }));
  const label = `${insight.submitted} requests sent in ${weeks.length} weeks, by outcome; the table below has the figures`;
  return (
    <>
      <ColumnChart label={label} columns={columns} />
      <AsTable
        caption="Table of requests per week"
        head={['Week of', 'Kind', 'Outcome', 'Requests']}
      >
        {insight.weeks.map((figure) => {
          const { week = '', kind = '', status = '' } = figure;
          const name = [formatDate(week), kindLabel(kind), humanise(status)];
          return (
            <Table.Tr key={name.join()}>
              {name.map((text) => (
                <Table.Td key={text}>{text}</Table.Td>
              ))}
              <Table.Td>
                <CountLink
                  to={casesLink('submitted', filters, figure)}
                  count={figure.count}
                  of={name.join(', ')}
                />
              </Table.Td>
            </Table.Tr>
          );
        })}
      </AsTable>
    </>
  );
}

/** How many requests took how long. */
export function CycleDistribution({ insight, filters }: Shown) {
  if (insight.closed.count === 0) return <Nothing />;
  const bands = [...BAND_ENDS.keys(), BAND_ENDS.length].map((band) => ({
    band,
    count: sum(insight.bands.filter((figure) => figure.band === band)),
    to: casesLink('closed', filters, { band }),
  }));
  const columns = bands.map(({ band, count, to }) => ({
    label: bandLabel(band),
    to,
    parts: [{ name: 'requests', color: 'var(--chart-pending)', value: count }],
  }));
  return (
    <>
      <ColumnChart
        label="How many requests took how long from sent to closed; the table below has the figures"
        columns={columns}
      />
      <AsTable caption="Table of requests by cycle time" head={['From sent to closed', 'Requests']}>
        {bands.map(({ band, count, to }) => (
          <Table.Tr key={band}>
            <Table.Td>{bandLabel(band)}</Table.Td>
            <Table.Td>
              <CountLink to={to} count={count} of={bandLabel(band)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </AsTable>
    </>
  );
}

function Nothing() {
  return (
    <Text size="sm" c="dimmed">
      Nothing in this period.
    </Text>
  );
}
