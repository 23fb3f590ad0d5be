import { Button, Group, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import { DayInput } from '../../../components/day-input';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PersonPicker } from '../../../components/person-picker';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { useAccount } from '../account-api';
import { AccountBalance } from '../components/account-balance';
import { DailyRateSection } from '../components/daily-rate';
import { LastDaySection } from '../components/last-day';
import { LedgerList } from '../components/ledger-list';

function AccountFilters(props: {
  employeeId: string;
  asOf: string | undefined;
  setFilter: (name: 'person' | 'asOf', value: string | null) => void;
}) {
  const me = useMe();
  const { employeeId, asOf, setFilter } = props;
  return (
    <Group align="flex-end" gap="sm">
      {holdsAny(me, 'manager', 'department-head', 'hr', 'admin') && (
        <PersonPicker
          label="Whose"
          value={employeeId}
          onChange={(id) => setFilter('person', id === me.id ? null : id)}
          allowDeselect={false}
        />
      )}
      <DayInput
        label="At the end of"
        value={asOf ?? ''}
        onChange={(day) => setFilter('asOf', day)}
      />
      {asOf && (
        <Button variant="subtle" onClick={() => setFilter('asOf', null)}>
          Show now
        </Button>
      )}
    </Group>
  );
}

/** What somebody has of each type of leave, on a day, with the rows behind it. */
export function Component() {
  const me = useMe();
  const { filters, setFilter } = useSearchFilters(['person', 'asOf'] as const);
  const of = { employeeId: filters.person ?? me.id, asOf: filters.asOf };
  const account = useAccount(of);
  const isHr = holdsAny(me, 'hr', 'admin') && of.employeeId !== me.id;
  return (
    <>
      <PageHeader
        title="Leave account"
        description={of.asOf ? `As it was at the end of ${formatDate(of.asOf)}` : 'As it is now'}
        actions={
          <Button component={Link} to="/leave" variant="default">
            Back to leave
          </Button>
        }
      />
      <Stack gap="md">
        <AccountFilters {...of} setFilter={setFilter} />
        <QueryView query={account}>
          {(balances) =>
            balances.length === 0 ? (
              <EmptyState title="There is no such account">
                It is not yours to see, or the person is no longer here.
              </EmptyState>
            ) : (
              <>
                {balances.map((balance) => (
                  <AccountBalance
                    key={balance.type}
                    balance={balance}
                    mayChange={isHr && !of.asOf}
                  />
                ))}
                {(isHr || of.employeeId === me.id) && (
                  <DailyRateSection
                    key={`rate ${of.employeeId}`}
                    employeeId={of.employeeId}
                    mayEnter={isHr}
                  />
                )}
                {isHr && <LastDaySection key={of.employeeId} employeeId={of.employeeId} />}
                <Section title="What has moved it">
                  <LedgerList {...of} />
                </Section>
              </>
            )
          }
        </QueryView>
      </Stack>
    </>
  );
}
