import { ActionIcon, Button, Paper, ScrollArea, SegmentedControl, Stack } from '@mantine/core';
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs';
import { Link, useSearchParams } from 'react-router';
import { BELL_FILTERS, type BellFilter } from '../../../../domain/wire/notifications';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { useBell, useGroupPages, useMarkRead, useSeen } from '../api';
import { GroupRow } from '../components/group-row';
import { RowMenu, SnoozeMenu } from '../components/row-menu';
import { type Message, useT } from '../../../lib/i18n/language';

const LABELS: Record<BellFilter, Message> = {
  inbox: 'All',
  unread: 'Unread',
  mentions: 'Mentions',
  approvals: 'Approvals',
  snoozed: 'Snoozed',
  archived: 'Archived',
};
const EMPTY: Record<BellFilter, Message> = {
  inbox: 'Nothing here',
  unread: 'Everything is read',
  mentions: 'Nobody has mentioned you',
  approvals: 'Nothing about approvals',
  snoozed: 'Nothing is put off',
  archived: 'Nothing is archived',
};

/** The filter of the address; what is none is the first. */
function useFilter(): [BellFilter, (filter: BellFilter) => void] {
  const [search, setSearch] = useSearchParams();
  const filter = BELL_FILTERS.find((name) => name === search.get('filter')) ?? 'inbox';
  return [filter, (next) => setSearch(next === 'inbox' ? {} : { filter: next }, { replace: true })];
}

/** Everything that rang, by what it is about. */
export function Component() {
  const t = useT();
  const [filter, setFilter] = useFilter();
  const pages = useGroupPages(filter);
  const bell = useBell();
  const markRead = useMarkRead();
  useSeen();
  return (
    <>
      <PageHeader
        title={t('Notifications')}
        actions={
          <>
            <Button
              variant="default"
              disabled={!bell.data?.unread}
              onClick={() => bell.data && markRead.mutate({ upTo: bell.data.head })}
            >
              {t('Mark all read')}
            </Button>
            <ActionIcon
              component={Link}
              to="/notifications/settings"
              variant="default"
              size="lg"
              aria-label={t('Notification settings')}
            >
              <IconSettings size={18} aria-hidden />
            </ActionIcon>
          </>
        }
      />
      <ScrollArea type="never" mb="md">
        <SegmentedControl
          aria-label={t('Show')}
          data={BELL_FILTERS.map((value) => ({ value, label: t(LABELS[value]) }))}
          value={filter}
          onChange={setFilter}
        />
      </ScrollArea>
      <PageList pages={pages} empty={<EmptyState title={t(EMPTY[filter])} />}>
        {(groups) => (
          <Paper withBorder p="xs">
            <Stack gap={2}>
              {groups.map((group) => (
                <GroupRow key={group.group} group={group} filter={filter}>
                  {filter !== 'archived' && <SnoozeMenu group={group} filter={filter} />}
                  <RowMenu group={group} filter={filter} />
                </GroupRow>
              ))}
            </Stack>
          </Paper>
        )}
      </PageList>
    </>
  );
}
