import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { StatementContent, StatementWire } from '../../../../domain/wire/incentives';
import { FactList } from '../../../components/fact-list';
import { MoneyText } from '../../../components/money-text';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { TextCell } from '../../../components/text-cell';
import { formatMoney } from '../../../lib/money';
import { useStatement } from '../api';
import { DealLink } from '../components/deal-link';
import { IncentivesPage } from '../components/incentives-page';
import { StatementLines } from '../components/statement-lines';
import { BASIS_WORDS, MEASURE_WORDS, sayDays, sayTiers } from '../words';

function Sums({ totals }: { totals: StatementContent['totals'] }) {
  const isSomething = ({ amount }: { amount: string }) => Number(amount) !== 0;
  const further = [
    { label: 'Bonuses', value: totals.bonuses },
    { label: 'Adjustments', value: totals.adjustments },
    { label: 'Brought forward', value: totals.broughtForward },
    { label: 'Set off in the next period', value: totals.carriedForward },
  ].filter(({ value }) => isSomething(value));
  return (
    <FactList
      facts={[
        { label: 'Credited', value: formatMoney(totals.credited) },
        { label: 'By the tiers', value: formatMoney(totals.commission) },
        ...further.map(({ label, value }) => ({ label, value: formatMoney(value) })),
        ...(isSomething(totals.cut)
          ? [{ label: 'Above the cap', value: `−${formatMoney(totals.cut)}` }]
          : []),
        { label: 'To be paid', value: formatMoney(totals.payable) },
      ]}
    />
  );
}

function Rules({ content }: { content: StatementContent }) {
  return (
    <Section title="By these rules">
      <Stack gap="sm">
        {content.quota && <Text size="sm">Quota {formatMoney(content.quota)}</Text>}
        {content.versions.map((version) => (
          <Text key={version.number} size="sm">
            Version {version.number}. {sayDays(version)}: {sayTiers(version)};{' '}
            {BASIS_WORDS[version.basis].toLowerCase()};{' '}
            {MEASURE_WORDS[version.measure].toLowerCase()}
            {version.cap && `; at most ${formatMoney(version.cap)} in a period`}.
          </Text>
        ))}
      </Stack>
    </Section>
  );
}

function Beside({ content }: { content: StatementContent }) {
  const { bonuses, adjustments } = content;
  if (bonuses.length + adjustments.length === 0) return null;
  return (
    <Section title="Beside the tiers">
      <ScrollTable label="Bonuses and adjustments" head={['What for', 'Day', 'Amount']}>
        {bonuses.map((bonus) => (
          <Table.Tr key={`${bonus.bonusId} ${bonus.eventId}`}>
            <Table.Td>
              {bonus.name}: <DealLink deal={bonus.deal} />
            </Table.Td>
            <Table.Td>{formatDate(bonus.on)}</Table.Td>
            <Table.Td>
              <MoneyText value={bonus.amount} />
            </Table.Td>
          </Table.Tr>
        ))}
        {adjustments.map(({ id, reason, on, amount }) => (
          <Table.Tr key={id}>
            <TextCell>Dispute: {reason}</TextCell>
            <Table.Td>{formatDate(on)}</Table.Td>
            <Table.Td>
              <MoneyText value={amount} />
            </Table.Td>
          </Table.Tr>
        ))}
      </ScrollTable>
    </Section>
  );
}

function Statement({ statement }: { statement: StatementWire }) {
  const { id, content, status, hash, mayDispute } = statement;
  return (
    <Stack gap="md">
      <Section
        title={`${content.seller.name}, ${content.period.name}`}
        actions={
          <Group gap="xs">
            <StatusBadge status={status} />
            {mayDispute && (
              <Button
                component={Link}
                to={`/requests/new/incentive-dispute?statementId=${id}`}
                variant="default"
                size="sm"
              >
                Something is missing
              </Button>
            )}
          </Group>
        }
      >
        <Stack gap="sm">
          <Sums totals={content.totals} />
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {status === 'published'
              ? 'This statement does not change any more. Its fingerprint: '
              : 'A preview: it is not signed yet. Its fingerprint: '}
            {hash}
          </Text>
        </Stack>
      </Section>
      <StatementLines content={content} />
      <Beside content={content} />
      <Rules content={content} />
    </Stack>
  );
}

/** One statement, down to the deals and tiers behind each figure. */
export function Component() {
  const { id = '' } = useParams();
  const query = useStatement(id);
  return (
    <IncentivesPage title="Statement">
      <QueryView query={query}>{(statement) => <Statement statement={statement} />}</QueryView>
    </IncentivesPage>
  );
}
