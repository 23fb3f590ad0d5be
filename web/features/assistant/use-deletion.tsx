import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { AssistantThread } from '../../../domain/wire/assistant-threads';
import { translate, useT } from '../../lib/i18n/language';
import { keys } from '../../lib/query-keys';
import { refresh } from '../../lib/refresh';
import { deleteThread } from './api';

const UNDO_MS = 8000;
const NONE: readonly string[] = [];

function Undo({ title, onUndo }: { title: string; onUndo: () => void }) {
  const t = useT();
  return (
    <Group justify="space-between" wrap="nowrap">
      <Text size="sm">{t('“{{title}}” is deleted', { title })}</Text>
      <Button size="compact-sm" variant="default" onClick={onUndo}>
        {t('Undo')}
      </Button>
    </Group>
  );
}

/**
 * Deletes conversations as long after they have left the list as that can be taken back.
 * @param selected the one that is open, which is left when it goes
 */
export function useDeletion(selected: string | undefined) {
  const client = useQueryClient();
  const navigate = useNavigate();
  // Not of the list alone: it may be drawn anew before the time is over.
  const { data: hidden = NONE } = useQuery<readonly string[]>({
    queryKey: keys.assistantHidden,
    queryFn: () => NONE,
    staleTime: Infinity,
    gcTime: Infinity,
  });
  const setHidden = (change: (all: readonly string[]) => readonly string[]) =>
    client.setQueryData<readonly string[]>(keys.assistantHidden, (all) => change(all ?? NONE));
  const show = (id: string) => setHidden((all) => all.filter((one) => one !== id));
  const remove = ({ id, title }: AssistantThread) => {
    setHidden((all) => [...all, id]);
    if (id === selected) void navigate('/assistant');
    const note = `delete-${id}`;
    let isKept = false;
    const finish = async () => {
      if (isKept) return;
      isKept = true;
      window.removeEventListener('pagehide', onLeave);
      try {
        await deleteThread(id);
      } catch (error) {
        show(id);
        const message = error instanceof Error ? error.message : 'Something went wrong';
        notifications.show({ color: 'red', title: translate('Not deleted'), message });
      }
      void refresh(client, { queryKey: keys.assistantThreads });
    };
    const onLeave = () => void finish();
    const undo = () => {
      isKept = true;
      window.removeEventListener('pagehide', onLeave);
      notifications.hide(note);
      show(id);
    };
    window.addEventListener('pagehide', onLeave);
    notifications.show({
      id: note,
      autoClose: UNDO_MS,
      message: <Undo title={title} onUndo={undo} />,
      onClose: () => void finish(),
    });
  };
  return { hidden, remove };
}
