import { Table, Text } from '@mantine/core';
import type { RequestStatus } from '../../../../domain/approvals/vocabulary';
import type { Insight } from '../../../../domain/wire/insight';
import { ScrollTable } from '../../../components/scroll-table';
import { humanise } from '../../../lib/text';
import { casesLink, type InsightFilters } from '../filters';
import { formatShare, kindLabel } from '../words';
import { CountLink } from './as-table';

const ENDS: RequestStatus[] = ['approved', 'rejected', 'withdrawn', 'expired', 'cancelled'];

/** How requests ended, by kind, and the share of the decided ones that was approved. */
export function OutcomeTable({ insight, filters }: { insight: Insight; filters: InsightFilters }) {
  if (insight.rates.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing in this period.
      </Text>
    );
  }
  return (
    <ScrollTable label="Outcomes by kind" head={['Kind', 'Approval rate', ...ENDS.map(humanise)]}>
      {insight.rates.map(({ kind, rate }) => (
        <Table.Tr key={kind}>
          <Table.Td>{kindLabel(kind)}</Table.Td>
          <Table.Td>{formatShare(rate)}</Table.Td>
          {ENDS.map((status) => {
            const figure = insight.outcomes.find(
              (one) => one.kind === kind && one.status === status,
            );
            return (
              <Table.Td key={status}>
                {figure ? (
                  <CountLink
                    to={casesLink('closed', filters, figure)}
                    count={figure.count}
                    of={`${kindLabel(kind)}, ${status}`}
                  />
                ) : (
                  0
                )}
              </Table.Td>
            );
          })}
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}
