import { Anchor, Stack, Tabs } from '@mantine/core';
import { Link } from 'react-router';
import { NewRequestButton } from '../../../components/new-request-button';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { AbsenceList } from '../components/absence-list';
import { BalanceCards } from '../components/balance-cards';
import { CalendarFeed } from '../components/calendar-feed';
import { LeaveList } from '../components/leave-list';

/** Balances, my leave, and for those who lead others theirs. */
export function Component() {
  const me = useMe();
  const { filters, setFilter } = useSearchFilters(['show'] as const);
  const leads = holdsAny(me, 'manager', 'department-head', 'hr', 'admin');
  return (
    <>
      <PageHeader
        title="Leave"
        actions={
          <>
            <ExportMenu list="leave-requests" />
            <NewRequestButton to="/requests/new/leave">Ask for leave</NewRequestButton>
          </>
        }
      />
      <Stack gap="md">
        <Section
          title="My balances"
          actions={
            <Anchor component={Link} to="/leave/account" size="sm">
              What is behind them
            </Anchor>
          }
        >
          <BalanceCards />
        </Section>
        {leads ? (
          <Section title="Requests">
            <Tabs
              value={filters.show ?? 'mine'}
              onChange={(tab) => setFilter('show', tab === 'mine' ? null : tab)}
              keepMounted={false}
            >
              <Tabs.List mb="sm" aria-label="Whose leave">
                <Tabs.Tab value="mine">Mine</Tabs.Tab>
                <Tabs.Tab value="all">All I may see</Tabs.Tab>
              </Tabs.List>
              <Tabs.Panel value="mine">
                <LeaveList employeeId={me.id} />
              </Tabs.Panel>
              <Tabs.Panel value="all">
                <LeaveList />
              </Tabs.Panel>
            </Tabs>
          </Section>
        ) : (
          <Section title="My requests">
            <LeaveList employeeId={me.id} />
          </Section>
        )}
        <Section title="Out in the next 14 days">
          <AbsenceList />
        </Section>
        <Section title="In my calendar">
          <CalendarFeed />
        </Section>
      </Stack>
    </>
  );
}
