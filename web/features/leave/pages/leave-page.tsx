import { Anchor, Stack, Tabs } from '@mantine/core';
import { Link } from 'react-router';
import type { SortColumn } from '../../../../domain/lists/sorting';
import { NewRequestButton } from '../../../components/new-request-button';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns, type ChosenColumns } from '../../lists/use-columns';
import { useSort, type ChosenSort } from '../../lists/use-sort';
import { AbsenceList } from '../components/absence-list';
import { BalanceCards } from '../components/balance-cards';
import { CalendarFeed } from '../components/calendar-feed';
import { LeaveList } from '../components/leave-list';
import { useT } from '../../../lib/i18n/language';

/** My leave, and for those who lead others what they may see. */
function Requests(props: {
  columns: ChosenColumns<'leave-requests'>;
  sort: ChosenSort<SortColumn<'leave-requests'>>;
  leads: boolean;
  show: string | undefined;
  onShow: (name: 'show', value: string | null) => void;
}) {
  const t = useT();
  const { columns, sort, show = 'mine', onShow } = props;
  const mine = <LeaveList employeeId={useMe().id} columns={columns.shown} sort={sort} />;
  if (!props.leads) {
    return (
      <Section title={t('My requests')}>
        <ListTools columns={columns} />
        {mine}
      </Section>
    );
  }
  return (
    <Section title={t('Requests')}>
      <ListTools columns={columns} />
      <Tabs
        value={show}
        onChange={(tab) => onShow('show', tab === 'mine' ? null : tab)}
        keepMounted={false}
      >
        <Tabs.List mb="sm" aria-label={t('Whose leave')}>
          <Tabs.Tab value="mine">{t('Mine')}</Tabs.Tab>
          <Tabs.Tab value="all">{t('All I may see')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="mine">{mine}</Tabs.Panel>
        <Tabs.Panel value="all">
          <LeaveList columns={columns.shown} sort={sort} />
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}

function More({ to, children }: { to: string; children: string }) {
  return (
    <Anchor component={Link} to={to} size="sm">
      {children}
    </Anchor>
  );
}

/** Balances, my leave, and for those who lead others theirs. */
export function Component() {
  const t = useT();
  const me = useMe();
  const { filters, setFilter } = useSearchFilters(['show'] as const);
  const columns = useColumns('leave-requests', null);
  const sort = useSort('leave-requests');
  const leads = holdsAny(me, 'manager', 'department-head', 'hr', 'admin');
  const isMine = !leads || (filters.show ?? 'mine') === 'mine';
  return (
    <>
      <PageHeader
        title={t('Leave')}
        actions={
          <>
            <ExportMenu
              list="leave-requests"
              filters={{
                employeeId: isMine ? me.id : undefined,
                cols: columns.cols,
                sort: sort.asked,
              }}
            />
            <NewRequestButton to="/requests/new/leave">{t('Ask for leave')}</NewRequestButton>
          </>
        }
      />
      <Stack gap="md">
        <Section
          title={t('My balances')}
          actions={<More to="/leave/account">{t('What is behind them')}</More>}
        >
          <BalanceCards />
        </Section>
        <Requests
          columns={columns}
          sort={sort}
          leads={leads}
          show={filters.show}
          onShow={setFilter}
        />
        <Section
          title={t('Out in the next 14 days')}
          actions={<More to="/leave/blocks">{t('Block dates')}</More>}
        >
          <AbsenceList />
        </Section>
        <Section title={t('In my calendar')}>
          <CalendarFeed />
        </Section>
      </Stack>
    </>
  );
}
