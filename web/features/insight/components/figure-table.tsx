import { Box, Table, Text } from '@mantine/core';
import type { Measure } from '../../../../domain/insight/measures';
import type { Figure } from '../../../../domain/wire/insight';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { casesLink, type InsightFilters } from '../filters';
import { formatDuration } from '../words';
import { CountLink } from './as-table';

function Bar({ share }: { share: number }) {
  return (
    <Box aria-hidden className="bar-track">
      <Box className="bar" style={{ width: `${Math.max(2, share * 100)}%` }} />
    </Box>
  );
}

/** Figures of one grouping as rows: how many, how long, and where the cases are. */
export function FigureTable(props: {
  label: string;
  measure: Measure;
  /** The first columns' titles and what they say of a figure. */
  names: { title: string; of: (figure: Figure) => string }[];
  figures: Figure[];
  filters: InsightFilters;
  /** Also when the oldest began, for what still waits. */
  withSince?: boolean;
}) {
  const { figures, names, measure, filters, withSince } = props;
  if (figures.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing in this period.
      </Text>
    );
  }
  const longest = Math.max(...figures.map(({ p50 }) => p50 ?? 0), 1);
  const head = [...names.map(({ title }) => title), 'Cases', 'Median', '90 % within', 'Mean'];
  return (
    <ScrollTable label={props.label} head={withSince ? [...head, 'Oldest'] : head}>
      {figures.map((figure) => {
        const called = names.map(({ of }) => of(figure));
        return (
          <Table.Tr key={called.join('|')}>
            {called.map((name, index) => (
              <Table.Td key={names[index]?.title}>{name}</Table.Td>
            ))}
            <Table.Td>
              <CountLink
                to={casesLink(measure, filters, figure)}
                count={figure.count}
                of={called.join(', ')}
              />
            </Table.Td>
            <Table.Td>
              {formatDuration(figure.p50)}
              <Bar share={(figure.p50 ?? 0) / longest} />
            </Table.Td>
            <Table.Td>{formatDuration(figure.p90)}</Table.Td>
            <Table.Td>{formatDuration(figure.mean)}</Table.Td>
            {withSince && <Table.Td>{figure.since && <RelativeTime at={figure.since} />}</Table.Td>}
          </Table.Tr>
        );
      })}
    </ScrollTable>
  );
}
