import { Anchor, Table, Text } from '@mantine/core';
import { Link } from 'react-router';
import { addDays } from '../../../../domain/dates/calendar';
import type { ForecastWire } from '../../../../domain/wire/deals';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { withQuery, type QueryParams } from '../../../lib/api';
import { useSearchFilters } from '../../../lib/search-filters';
import { count } from '../../../lib/text';
import { useForecast } from '../api';
import { OwnerFilter } from '../components/owner-filter';
import { SalesPage } from '../components/sales-page';

const monthName = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', {
    ...{ month: 'long', year: 'numeric', timeZone: 'UTC' },
  });

function RowsLink({ of, query }: { of: { count: number }; query: QueryParams }) {
  return (
    <Anchor component={Link} to={withQuery('/deals', query)} size="sm" underline="always">
      {count(of.count, 'deal')}
    </Anchor>
  );
}

function Months({ forecast }: { forecast: ForecastWire }) {
  return (
    <ScrollTable label="Forecast" head={['Month', 'Owner', 'Deals', 'Amount', 'Weighted']}>
      {forecast.rows.map((row) => (
        <Table.Tr key={`${row.month} ${row.owner.id} ${row.amount.currency}`}>
          <Table.Td>{monthName(row.month)}</Table.Td>
          <Table.Td>{row.owner.name}</Table.Td>
          <Table.Td>
            <RowsLink
              of={row}
              query={{
                ...{ stage: 'counted', ownerId: row.owner.id, currency: row.amount.currency },
                ...{ from: row.month, to: row.monthEnd },
              }}
            />
          </Table.Td>
          <Table.Td>
            <MoneyText value={row.amount} />
          </Table.Td>
          <Table.Td>
            <MoneyText value={row.weighted} />
          </Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

function Overdue(props: { forecast: ForecastWire; ownerId: string | undefined }) {
  const { overdue, today } = props.forecast;
  if (overdue.length === 0) return null;
  return (
    <Section title="Expected before today">
      {overdue.map((sum) => (
        <Text key={sum.amount.currency} size="sm">
          <RowsLink
            of={sum}
            query={{
              ...{ stage: 'open', to: addDays(today, -1), ownerId: props.ownerId },
              currency: sum.amount.currency,
            }}
          />{' '}
          of <MoneyText value={sum.amount} /> still open: they need another day, or an end.
        </Text>
      ))}
    </Section>
  );
}

/** What may be won, month by month: each figure opens its deals. */
export function Component() {
  const { filters, setFilter } = useSearchFilters(['ownerId'] as const);
  const forecast = useForecast({ ownerId: filters.ownerId });
  return (
    <SalesPage
      title="Forecast"
      description="Weighted by stage: lead 10 %, qualified 25 %, proposal 50 %, negotiation 75 %, won 100 %."
    >
      <OwnerFilter value={filters.ownerId} onChange={(id) => setFilter('ownerId', id)} />
      <QueryView query={forecast}>
        {(data) => (
          <>
            <Overdue forecast={data} ownerId={filters.ownerId} />
            {data.rows.length === 0 ? (
              <EmptyState title="Nothing is expected">
                No deal that you may see is expected in the next months.
              </EmptyState>
            ) : (
              <Months forecast={data} />
            )}
          </>
        )}
      </QueryView>
    </SalesPage>
  );
}
