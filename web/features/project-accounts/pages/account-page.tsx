import { Anchor, Button, Stack, Table, Text } from '@mantine/core';
import { Link, useParams, useSearchParams } from 'react-router';
import { FIGURE_NAMES } from '../../../../domain/project-accounts/figures';
import { formatHours } from '../../../../domain/timesheets/hours';
import type { MoneyWire } from '../../../../domain/wire/common';
import type { ProjectAccountWire } from '../../../../domain/wire/project-accounts';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { withQuery } from '../../../lib/api';
import { useSearchFilters } from '../../../lib/search-filters';
import { count } from '../../../lib/text';
import { useAccount } from '../api';
import { MissingRates } from '../components/missing-rates';
import { StretchFields } from '../components/stretch-fields';

function Amount({ value }: { value: MoneyWire | null }) {
  return <Table.Td ta="right">{value ? <MoneyText value={value} /> : 'Not known'}</Table.Td>;
}

function Figure(props: { account: ProjectAccountWire; of: ProjectAccountWire['figures'][number] }) {
  const { figure, amount, lines } = props.of;
  const { project, from, to } = props.account;
  const address = withQuery(`/projects/${project.id}/pnl/lines`, { figure, from, to });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component={Link} to={address} size="sm" underline="always">
          {FIGURE_NAMES[figure]}
        </Anchor>
      </Table.Th>
      <Table.Td>{count(lines, 'line')}</Table.Td>
      <Amount value={amount} />
    </Table.Tr>
  );
}

function Account({ account }: { account: ProjectAccountWire }) {
  const { figures, margin, minutes, workAtBillRates, missingRates } = account;
  return (
    <Stack>
      <MissingRates rates={missingRates} />
      <ScrollTable
        label="Profit and loss"
        figures={['Amount']}
        head={['Figure', 'Made of', 'Amount']}
      >
        {figures.map((figure) => (
          <Figure key={figure.figure} account={account} of={figure} />
        ))}
        <Table.Tr>
          <Table.Th scope="row">Margin</Table.Th>
          <Table.Td>{margin.percent !== null && `${margin.percent} % of the revenue`}</Table.Td>
          <Amount value={margin.amount} />
        </Table.Tr>
      </ScrollTable>
      <Text size="sm">
        {formatHours(minutes.billable)} billable hours, at their bill rates{' '}
        {workAtBillRates ? <MoneyText value={workAtBillRates} /> : 'not known'};{' '}
        {formatHours(minutes.other)} hours that are not billed.
      </Text>
    </Stack>
  );
}

/** What a project earned and cost: every figure leads to the lines it is the sum of. */
export function Component() {
  const { id = '' } = useParams();
  const [, setParams] = useSearchParams();
  const { filters, setFilter } = useSearchFilters(['from', 'to'] as const);
  const query = useAccount(id, filters);
  return (
    <QueryView query={query}>
      {(account) => (
        <>
          <PageHeader
            title={`Profit and loss of ${account.project.name}`}
            description={`${account.project.code}, ${account.project.customer}`}
            actions={
              <>
                <Link to={`/projects/${id}`}>The project</Link>
                <Link to={`/projects/${id}/terms`}>Terms and work in progress</Link>
              </>
            }
          />
          <Stack>
            <StretchFields {...{ from: filters.from, to: filters.to }} onChange={setFilter} />
            {(filters.from ?? filters.to) && (
              <Button variant="default" w="fit-content" onClick={() => setParams({})}>
                Its whole life
              </Button>
            )}
            <Account account={account} />
          </Stack>
        </>
      )}
    </QueryView>
  );
}
