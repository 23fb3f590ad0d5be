import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { BellFilter, NotificationGroup } from '../../../domain/wire/notifications';
import { idsOf, useChangeRows, type RowAction } from './api';

const UNDO_MS = 8_000;

/** What can be done with a group; archiving and snoozing can be taken back as long as the line that says so stands. */
export function useRowActions(group: NotificationGroup, filter: BellFilter) {
  const { mutateAsync } = useChangeRows();
  const failed = (error: unknown) => {
    const message = error instanceof Error ? error.message : 'Something went wrong';
    notifications.show({ color: 'red', title: 'Not done', message });
  };
  const change = async (action: RowAction, until?: string | null) => {
    const ids = await idsOf(group, filter);
    await mutateAsync({ action, ids, ...(until === undefined ? {} : { until }) });
    return ids;
  };
  const run = (work: Promise<unknown>) => void work.catch(failed);
  const undoable = async (
    said: string,
    doing: Promise<string[]>,
    back: { action: RowAction; until?: null },
  ) => {
    const ids = await doing;
    const id = `undo-${ids[0]}`;
    const undo = () => {
      notifications.hide(id);
      run(mutateAsync({ ...back, ids }));
    };
    notifications.show({ id, autoClose: UNDO_MS, message: <Undo said={said} onUndo={undo} /> });
  };
  return {
    open: () => group.unread > 0 && run(change('read')),
    read: (ids: string[]) => run(mutateAsync({ action: 'read', ids })),
    toggleRead: () => run(change(group.unread > 0 ? 'read' : 'unread')),
    archive: () =>
      filter === 'archived'
        ? run(change('unarchive'))
        : run(undoable('Archived', change('archive'), { action: 'unarchive' })),
    snooze: (until: Date) =>
      run(
        undoable('Put off', change('snooze', until.toISOString()), {
          action: 'snooze',
          until: null,
        }),
      ),
    wake: () => run(change('snooze', null)),
  };
}

function Undo({ said, onUndo }: { said: string; onUndo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{said}</Text>
      <Button size="compact-sm" variant="default" onClick={onUndo}>
        Undo
      </Button>
    </Group>
  );
}
