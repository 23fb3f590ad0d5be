import { Button, Group, Text } from '@mantine/core';
import { useInviteImported } from '../../auth/password-api';

/** Invites everybody who has just been imported, or says that it is done. */
export function InviteImported({ importId }: { importId: string }) {
  const invite = useInviteImported(importId);
  if (invite.data) {
    const { invited } = invite.data;
    const whom = invited === 1 ? '1 person is invited' : `${invited} people are invited`;
    return (
      <Text size="sm" role="status">
        {whom}: each gets a mail with a link that works once, for 72 hours.
      </Text>
    );
  }
  return (
    <Group>
      <Button size="xs" loading={invite.isPending} onClick={() => invite.mutate()}>
        Invite them all
      </Button>
      {invite.error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {invite.error.message}
        </Text>
      )}
    </Group>
  );
}
