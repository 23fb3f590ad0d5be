import { ActionIcon, Box, Group, Menu, Stack, Text } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AssistantThread } from '../../../../domain/wire/assistant-threads';
import { EmptyState } from '../../../components/empty-state';
import { PageList } from '../../../components/page-list';
import { RelativeTime } from '../../../components/relative-time';
import { SearchBox } from '../../../components/search-box';
import { useT } from '../../../lib/i18n/language';
import { useRenameThread, useThreads } from '../api';
import { useDeletion } from '../use-deletion';
import { RenameModal } from './rename-modal';

function Row(props: {
  thread: AssistantThread;
  selected: boolean;
  onRename: () => void;
  onDelete: () => void;
}) {
  const t = useT();
  const { thread, selected } = props;
  const options = t('Options of “{{title}}”', { title: thread.title });
  return (
    <Group gap={4} wrap="nowrap">
      <Link
        to={`/assistant/${thread.id}`}
        className="row-card"
        aria-current={selected ? 'true' : undefined}
        style={{ borderRadius: 'var(--mantine-radius-md)', flex: 1, minWidth: 0 }}
      >
        <Box p="xs">
          <Text fw={500} truncate>
            {thread.title}
          </Text>
          <Text size="xs" c="dimmed">
            <RelativeTime at={thread.updatedAt} />
          </Text>
        </Box>
      </Link>
      <Menu position="bottom-end" shadow="md">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={options}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown aria-label={options}>
          <Menu.Item onClick={props.onRename}>{t('Rename …')}</Menu.Item>
          <Menu.Item onClick={props.onDelete}>{t('Delete')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function Nothing({ q }: { q: string | undefined }) {
  const t = useT();
  if (q) return <EmptyState title={t('Nothing matches')}>{t('Try fewer words.')}</EmptyState>;
  return (
    <Text size="sm" c="dimmed" p="xs">
      {t('What you ask is kept here, for you alone.')}
    </Text>
  );
}

/** My conversations with the assistant, the latest first; found by their names and by what was asked. */
export function ThreadList({ selected }: { selected: string | undefined }) {
  const t = useT();
  const [q, setQ] = useState<string>();
  const [renaming, setRenaming] = useState<AssistantThread | null>(null);
  const threads = useThreads(q);
  const { hidden, remove } = useDeletion(selected);
  const rename = useRenameThread();
  return (
    <Stack gap="sm">
      <SearchBox label={t('Search')} value={q} onSearch={(words) => setQ(words ?? undefined)} />
      <PageList pages={threads} empty={<Nothing q={q} />}>
        {(items) => (
          <Stack gap={2} component="nav" aria-label={t('Conversations with the assistant')}>
            {items
              .filter(({ id }) => !hidden.includes(id))
              .map((thread) => (
                <Row
                  key={thread.id}
                  thread={thread}
                  selected={thread.id === selected}
                  onRename={() => setRenaming(thread)}
                  onDelete={() => remove(thread)}
                />
              ))}
          </Stack>
        )}
      </PageList>
      {renaming && (
        <RenameModal
          heading={t('Rename the conversation')}
          of={renaming}
          rename={rename}
          onClose={() => setRenaming(null)}
        />
      )}
    </Stack>
  );
}
