import { Stack, Table, Text } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import type { StatementContent } from '../../../../domain/wire/incentives';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { ScrollTable } from '../../../components/scroll-table';
import { formatMoney } from '../../../lib/money';
import { EVENT_WORDS } from '../words';
import { DealLink } from './deal-link';

type Line = StatementContent['lines'][number];

function Why({ line }: { line: Line }) {
  return (
    <Stack gap={0}>
      {line.pieces.map(({ tier, rate, credit }) => (
        <Text key={tier} size="xs">
          Tier {tier}: {formatMoney(credit)} at {rate} %
        </Text>
      ))}
      <Text size="xs" c="dimmed">
        Sum of the period {formatMoney(line.before)} → {formatMoney(line.after)}, by version{' '}
        {line.version}
      </Text>
    </Stack>
  );
}

/** What each deal was credited and what each tier pays for it: the answer to "why this number". */
export function StatementLines({ content }: { content: StatementContent }) {
  if (content.lines.length === 0) return <EmptyState title="No deal was credited in this period" />;
  return (
    <ScrollTable
      label="Deals and tiers"
      head={['Deal', 'What happened', 'Of the deal', 'My credit', 'Why', 'It pays']}
    >
      {content.lines.map((line) => (
        <Table.Tr key={line.eventId}>
          <Table.Td>
            <DealLink deal={line.deal} />
          </Table.Td>
          <Table.Td>
            {EVENT_WORDS[line.basis]}, {formatDate(line.on)}
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {line.reference}
            </Text>
          </Table.Td>
          <Table.Td>
            <MoneyText value={line.base} />
            <Text size="xs" c="dimmed">
              share {line.share} %
            </Text>
          </Table.Td>
          <Table.Td>
            <MoneyText value={line.credit} />
          </Table.Td>
          <Table.Td>
            <Why line={line} />
          </Table.Td>
          <Table.Td>
            <MoneyText value={line.payout} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}
