import { Paper, SimpleGrid, Text } from '@mantine/core';
import { Link } from 'react-router';
import type { Measure } from '../../../../domain/insight/measures';
import type { Figure, Insight } from '../../../../domain/wire/insight';
import { casesLink, type InsightFilters } from '../filters';
import { formatDuration, formatShare } from '../words';

function Tile(props: { label: string; value: string; note: string; to: string }) {
  return (
    <Paper withBorder p="sm" component={Link} to={props.to} className="row-card">
      <Text size="xs" c="dimmed">
        {props.label}
      </Text>
      <Text fz={26} fw={650} lh={1.25}>
        {props.value}
      </Text>
      <Text size="xs" c="dimmed">
        {props.note}
      </Text>
    </Paper>
  );
}

/** The figures of the whole, each a way to its cases. */
export function Tiles({ insight, filters }: { insight: Insight; filters: InsightFilters }) {
  const link = (measure: Measure, figure?: Partial<Figure>) => casesLink(measure, filters, figure);
  const { closed, open, overdue, mail } = insight;
  const approved = insight.rates.reduce((sum, rate) => sum + rate.approved, 0);
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="sm">
      <Tile
        label="Sent"
        value={String(insight.submitted)}
        note="requests in the period"
        to={link('submitted')}
      />
      <Tile
        label="Cycle time"
        value={formatDuration(closed.p50)}
        note={`median of ${closed.count} closed; 90 % within ${formatDuration(closed.p90)}`}
        to={link('closed')}
      />
      <Tile
        label="Approval rate"
        value={formatShare(insight.approvalRate)}
        note={`${approved} approved`}
        to={link('closed', { status: 'approved' })}
      />
      <Tile
        label="Mail to decision"
        value={formatDuration(mail.p50)}
        note={`median of ${mail.count}; 90 % within ${formatDuration(mail.p90)}`}
        to={link('mail')}
      />
      <Tile
        label="Waiting now"
        value={String(open.count)}
        note={`median wait ${formatDuration(open.p50)}`}
        to={link('open')}
      />
      <Tile
        label="Overdue now"
        value={String(overdue.count)}
        note={overdue.count > 0 ? `by ${formatDuration(overdue.p50)} (median)` : 'nothing is late'}
        to={link('overdue')}
      />
    </SimpleGrid>
  );
}
