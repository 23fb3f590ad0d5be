import { Button, Paper, Stack } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { useBell, useMarkRead, useNotificationPages } from '../api';
import { NotificationRow } from '../components/notification-row';

/** Everything that ever rang. */
export function Component() {
  const pages = useNotificationPages();
  const bell = useBell();
  const markRead = useMarkRead();
  return (
    <>
      <PageHeader
        title="Notifications"
        actions={
          <Button
            variant="default"
            disabled={!bell.data?.unread}
            onClick={() => bell.data && markRead.mutate({ upTo: bell.data.head })}
          >
            Mark all read
          </Button>
        }
      />
      <PageList pages={pages} empty={<EmptyState title="Nothing yet" />}>
        {(items) => (
          <Paper withBorder p="xs">
            <Stack gap={2}>
              {items.map((row) => (
                <NotificationRow
                  key={row.id}
                  row={row}
                  onOpen={() => !row.readAt && markRead.mutate({ ids: [row.id] })}
                />
              ))}
            </Stack>
          </Paper>
        )}
      </PageList>
    </>
  );
}
