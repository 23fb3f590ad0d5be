import { Stack, Table, Text } from '@mantine/core';
import { formatDate } from '../../../../domain/dates/format';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { useExchangeRates } from '../api';
import { ExpenseLinks } from '../components/expense-links';
import { FinanceOnly } from '../components/finance-only';
import { RateFile, RateForm } from '../components/rate-entry';

function Rates() {
  const query = useExchangeRates();
  return (
    <QueryView query={query}>
      {(rates) =>
        rates.length === 0 ? (
          <EmptyState title="No rates yet">
            Without a rate for its day, an expense in another currency cannot be claimed.
          </EmptyState>
        ) : (
          <ScrollTable label="Exchange rates" head={['Day', 'Currency', 'Rate', 'Entered by']}>
            {rates.map(({ on, currency, rate, base, enteredBy }) => (
              <Table.Tr key={`${on} ${currency}`}>
                <Table.Td>{formatDate(on)}</Table.Td>
                <Table.Td>{currency}</Table.Td>
                <Table.Td>
                  {rate} {base}
                </Table.Td>
                <Table.Td>
                  <Text size="sm">{enteredBy.name}</Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </ScrollTable>
        )
      }
    </QueryView>
  );
}

/** What currencies were worth day by day, for finance to enter. */
export function Component() {
  return (
    <FinanceOnly title="Exchange rates">
      <PageHeader
        title="Exchange rates"
        description={`What one unit of a currency was worth in ${COMPANY_CURRENCY}. A claim keeps the rate it was sent with.`}
      />
      <ExpenseLinks />
      <Stack>
        <Section title="Enter a rate">
          <RateForm />
        </Section>
        <Section title="From a file">
          <RateFile />
        </Section>
        <Rates />
      </Stack>
    </FinanceOnly>
  );
}
