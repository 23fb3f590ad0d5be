import { Anchor, Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import type { LeaveRequestRow } from '../../domain/wire/records';
import { withQuery } from '../lib/api';
import { dateIn } from '../lib/dates';
import { useMe } from '../lib/session';
import { useT } from '../lib/i18n/language';

const FORM = '/requests/new/leave-change';

/** Whether a person can still ask for this leave to be cancelled or shortened. */
export function isChangeable(leave: LeaveRequestRow, me: { id: string; zone: string }): boolean {
  const isOwn = leave.employee.id === me.id;
  return isOwn && leave.status === 'approved' && leave.to >= dateIn(me.zone);
}

/** "Cancel leave" and "Shorten" for one's own approved leave that is not over, or the change that waits. */
export function LeaveChangeLinks({ leave }: { leave: LeaveRequestRow }) {
  const t = useT();
  const me = useMe();
  if (!isChangeable(leave, me)) return null;
  if (leave.pendingChangeId) {
    return (
      <Anchor component={Link} to={`/approvals/${leave.pendingChangeId}`} size="sm">
        {t('A change waits for a decision')}
      </Anchor>
    );
  }
  const { from, to, fromHalf, toHalf } = leave;
  const about = { leaveRequestId: leave.id };
  const link = { component: Link, size: 'xs', variant: 'default' } as const;
  return (
    <Group gap="xs">
      <Button {...link} to={withQuery(FORM, { ...about, action: 'cancel' })}>
        {t('Cancel leave')}
      </Button>
      <Button
        {...link}
        to={withQuery(FORM, { ...about, action: 'shorten', from, to, fromHalf, toHalf })}
      >
        {t('Shorten')}
      </Button>
    </Group>
  );
}
