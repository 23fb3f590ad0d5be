import {
  ActionIcon,
  Badge,
  Box,
  Collapse,
  Group,
  Stack,
  Text,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconArchive from '@tabler/icons-react/dist/esm/icons/IconArchive.mjs';
import IconArrowBackUp from '@tabler/icons-react/dist/esm/icons/IconArrowBackUp.mjs';
import type { ReactNode } from 'react';
import type { BellFilter, NotificationGroup } from '../../../../domain/wire/notifications';
import { QueryView } from '../../../components/query-view';
import { useGroupRows } from '../api';
import { useRowActions } from '../use-row-actions';
import { NotificationRow } from './notification-row';
import { useT } from '../../../lib/i18n/language';

interface Props {
  group: NotificationGroup;
  filter: BellFilter;
  onOpen?: () => void;
  /** What else can be done with it, beside archiving. */
  children?: ReactNode;
}

/** Everything about one thing: its newest row, how many there are, and on request all of them. */
export function GroupRow({ group, filter, onOpen, children }: Props) {
  const t = useT();
  const [expanded, { toggle }] = useDisclosure(false);
  const { open, archive } = useRowActions(group, filter);
  const { newest, count, unread } = group;
  const row = unread > 0 ? { ...newest, readAt: null } : newest;
  const isArchived = filter === 'archived';
  const Icon = isArchived ? IconArrowBackUp : IconArchive;
  return (
    <Box component="article" aria-label={newest.title}>
      <Group gap={4} wrap="nowrap" align="flex-start">
        <Box flex={1} miw={0}>
          <NotificationRow
            row={row}
            onOpen={() => {
              open();
              onOpen?.();
            }}
          />
        </Box>
        <Group gap={0} wrap="nowrap" mt={4}>
          {children}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={`${isArchived ? t('Take back') : t('Archive')}: ${newest.title}`}
            onClick={archive}
          >
            <Icon size={16} aria-hidden />
          </ActionIcon>
        </Group>
      </Group>
      {count > 1 && (
        <>
          <UnstyledButton onClick={toggle} aria-expanded={expanded} ml={28} mb={4}>
            <Badge variant="default" tt="none" fw={500} style={{ cursor: 'pointer' }}>
              {expanded ? t('Fewer') : t('{{count}} about this', { count })}
            </Badge>
          </UnstyledButton>
          <Collapse expanded={expanded}>
            {expanded && <GroupRows group={group} filter={filter} onOpen={onOpen} />}
          </Collapse>
        </>
      )}
    </Box>
  );
}

function GroupRows({ group, filter, onOpen }: Props) {
  const t = useT();
  const rows = useGroupRows(group.group, filter, true);
  const { read } = useRowActions(group, filter);
  return (
    <Box pl="lg">
      <QueryView query={rows} loading={<Text size="sm">{t('Loading …')}</Text>}>
        {({ items }) => (
          <Stack gap={0}>
            {items.map((row) => (
              <NotificationRow
                key={row.id}
                row={row}
                onOpen={() => {
                  if (!row.readAt) read([row.id]);
                  onOpen?.();
                }}
              />
            ))}
          </Stack>
        )}
      </QueryView>
    </Box>
  );
}
