import { Badge, Group, Paper, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { ApprovalRow } from '../../../../domain/wire/approvals';
import { DueTime } from '../../../components/due-time';
import { PersonName } from '../../../components/person-name';
import { RelativeTime } from '../../../components/relative-time';
import { StatusBadge } from '../../../components/status-badge';
import { useMe } from '../../../lib/session';
import { UndoNote } from './undo-note';
import { translate, translateIfKnown, useT } from '../../../lib/i18n/language';

/** "waits on Asha Rao and Ben Ito". */
function waitsOn(row: ApprovalRow, t = translate): string | null {
  if (row.status !== 'pending' || row.waitingOn.length === 0) return null;
  const names = row.waitingOn.map(({ name, onBehalfOf }) =>
    onBehalfOf ? t('{{name}} for {{other}}', { name, other: onBehalfOf.name }) : name,
  );
  const shown =
    names.length > 2
      ? [...names.slice(0, 2), t('{{count}} more', { count: names.length - 2 })]
      : names;
  return t('waits on {{names}}', { names: shown.join(t(' and ')) });
}

function Details({ row, showRequester }: { row: ApprovalRow; showRequester: boolean }) {
  const t = useT();
  const waiting = showRequester ? null : waitsOn(row, t);
  return (
    <Group gap="xs" c="dimmed" fz="sm">
      {showRequester && <PersonName person={row.requester} size="xs" />}
      {!showRequester && (
        <Text size="sm" component="span">
          {translateIfKnown(row.kindLabel)}
        </Text>
      )}
      <Text size="sm" component="span">
        {t('asked')} <RelativeTime at={row.submittedAt} />
      </Text>
      {row.status === 'pending' && <ActingFor row={row} />}
      {waiting && (
        <Text size="sm" component="span">
          {waiting}
        </Text>
      )}
      {row.status === 'pending' && row.dueAt && <DueTime at={row.dueAt} on={row.dueOn} />}
    </Group>
  );
}

/** For whom I am asked, where I am a substitute. */
function ActingFor({ row }: { row: ApprovalRow }) {
  const t = useT();
  const me = useMe();
  const mine = row.waitingOn.find(({ id }) => id === me.id);
  if (!mine?.onBehalfOf) return null;
  return (
    <Text size="sm" component="span">
      {t('for {{name}}', { name: mine.onBehalfOf.name })}
    </Text>
  );
}

/** One approval in a list; the whole card leads to it. */
export function ApprovalCard(props: {
  row: ApprovalRow;
  to?: string;
  showRequester?: boolean;
  current?: boolean;
  actions?: ReactNode;
}) {
  const { row, showRequester = false } = props;
  return (
    <Paper withBorder p={0} style={{ overflow: 'hidden' }}>
      <Link
        to={props.to ?? `/approvals/${row.id}`}
        className="row-card"
        aria-current={props.current ? 'true' : undefined}
        data-approval={row.id}
        style={{ padding: 12 }}
      >
        <Stack gap={6}>
          <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
            <Text fw={600} size="sm" style={{ overflowWrap: 'anywhere' }}>
              {row.title}
            </Text>
            {showRequester && row.status === 'pending' ? (
              <Badge variant="default" tt="none" fw={500}>
                {translateIfKnown(row.kindLabel)}
              </Badge>
            ) : (
              <StatusBadge status={row.status} />
            )}
          </Group>
          <Details row={row} showRequester={showRequester} />
        </Stack>
      </Link>
      {row.undo && (
        <Group px={12} pb={12}>
          <UndoNote decision={{ ...row.undo, id: row.id, title: row.title }} withVerdict />
        </Group>
      )}
      {props.actions && (
        <Group px={12} pb={12} gap="xs">
          {props.actions}
        </Group>
      )}
    </Paper>
  );
}
