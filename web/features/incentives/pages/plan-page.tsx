import { Stack, Table } from '@mantine/core';
import { useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import type { PlanWire } from '../../../../domain/wire/incentive-plans';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { usePlan } from '../api';
import { IncentivesPage } from '../components/incentives-page';
import { BonusForm, MemberForm, QuotaForm } from '../components/people-forms';
import { VersionForm } from '../components/version-form';
import { BASIS_WORDS, MEASURE_WORDS, sayDays, sayTiers } from '../words';

function Versions({ plan }: { plan: PlanWire }) {
  if (plan.versions.length === 0) return <EmptyState title="It does not pay anything yet" />;
  return (
    <ScrollTable
      label="Versions"
      head={['Version', 'A deal counts', 'Of it counts', 'It pays', 'At most']}
    >
      {plan.versions.map((version) => (
        <Table.Tr key={version.number}>
          <Table.Td>
            {version.number}. {sayDays(version)}
          </Table.Td>
          <Table.Td>{BASIS_WORDS[version.basis]}</Table.Td>
          <Table.Td>{MEASURE_WORDS[version.measure]}</Table.Td>
          <Table.Td>{sayTiers(version)}</Table.Td>
          <Table.Td>{version.cap ? <MoneyText value={version.cap} /> : 'No limit'}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function Members({ members }: Pick<PlanWire, 'members'>) {
  if (members.length === 0) return <EmptyState title="Nobody you may see is on it" />;
  return (
    <ScrollTable label="Who is on it" head={['Person', 'Days']}>
      {members.map((member) => (
        <Table.Tr key={member.id}>
          <Table.Td>{member.employee.name}</Table.Td>
          <Table.Td>{sayDays(member)}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function Quotas({ quotas }: Pick<PlanWire, 'quotas'>) {
  if (quotas.length === 0) return <EmptyState title="No quota is set" />;
  return (
    <ScrollTable label="Quotas" head={['Seller', 'From', 'In each period']}>
      {quotas.map(({ employee, from, amount }) => (
        <Table.Tr key={`${employee.id} ${from}`}>
          <Table.Td>{employee.name}</Table.Td>
          <Table.Td>{formatDate(from)}</Table.Td>
          <Table.Td>
            <MoneyText value={amount} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function Bonuses({ bonuses }: Pick<PlanWire, 'bonuses'>) {
  if (bonuses.length === 0) return <EmptyState title="There is no bonus" />;
  return (
    <ScrollTable label="Bonuses" head={['What for', 'Deals won', 'Of at least', 'For each']}>
      {bonuses.map((bonus) => (
        <Table.Tr key={bonus.id}>
          <Table.Td>{bonus.name}</Table.Td>
          <Table.Td>{sayDays(bonus)}</Table.Td>
          <Table.Td>{bonus.least ? <MoneyText value={bonus.least} /> : 'Any'}</Table.Td>
          <Table.Td>
            <MoneyText value={bonus.amount} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function Plan({ plan }: { plan: PlanWire }) {
  const { id, mayChange } = plan;
  return (
    <Stack gap="md">
      <Section title="How it pays">
        <Versions plan={plan} />
      </Section>
      {mayChange && (
        <Section title="Change how it pays">
          <VersionForm planId={id} />
        </Section>
      )}
      <Section title="Sellers">
        <Stack gap="md">
          <Members members={plan.members} />
          {mayChange && <MemberForm planId={id} />}
        </Stack>
      </Section>
      <Section title="What they are to reach">
        <Stack gap="md">
          <Quotas quotas={plan.quotas} />
          {mayChange && <QuotaForm planId={id} />}
        </Stack>
      </Section>
      <Section title="Bonuses for wins">
        <Stack gap="md">
          <Bonuses bonuses={plan.bonuses} />
          {mayChange && <BonusForm planId={id} />}
        </Stack>
      </Section>
    </Stack>
  );
}

/** One plan: how it pays, and for whom. */
export function Component() {
  const { id = '' } = useParams();
  const query = usePlan(id);
  return (
    <IncentivesPage
      title={query.data?.name ?? 'Incentive plan'}
      description={query.data?.department.name}
    >
      <QueryView query={query}>{(plan) => <Plan key={plan.id} plan={plan} />}</QueryView>
    </IncentivesPage>
  );
}
