import { Button, Group, Stack, Text } from '@mantine/core';
import type { Invitation } from '../../../../domain/wire/account';
import type { Person } from '../../../../domain/wire/people';
import { QueryView } from '../../../components/query-view';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useChangeInvitation, useInvitation } from '../../auth/password-api';

function useSentence({ state, invitedAt, expiresAt, joinedAt }: Invitation): string {
  const zone = useZone();
  const at = (instant: string | null) => (instant ? formatInstant(instant, zone) : '');
  if (state === 'joined') return `Joined on ${at(joinedAt)}`;
  if (state === 'invited')
    return `Invited on ${at(invitedAt)}; the link works until ${at(expiresAt)}`;
  if (state === 'lapsed') return `Invited on ${at(invitedAt)}; the link is over`;
  return 'Not invited: they have no password, and cannot sign in';
}

function State({ person, invitation }: { person: Person; invitation: Invitation }) {
  const change = useChangeInvitation(person.id);
  const sentence = useSentence(invitation);
  const isNew = invitation.state === 'not-invited';
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {sentence}
      </Text>
      {change.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {change.error.message}
        </Text>
      )}
      {person.active && invitation.state !== 'joined' && (
        <Group>
          <Button loading={change.isPending} onClick={() => change.mutate('send')}>
            {isNew ? 'Send an invitation' : 'Send it again'}
          </Button>
          {!isNew && (
            <Button
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate('revoke')}
            >
              Take it back
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

/** Whether somebody can sign in yet, and the way to invite them; for HR and admins. */
export function PersonInvitation({ person }: { person: Person }) {
  const query = useInvitation(person.id);
  return (
    <QueryView query={query}>
      {(invitation) => <State person={person} invitation={invitation} />}
    </QueryView>
  );
}
