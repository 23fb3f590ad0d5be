import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { formatDate } from '../../../../domain/dates/format';
import type { LeavePolicyWire } from '../../../../domain/wire/leave-accounts';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { dateIn } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useWithdrawLeavePolicy } from '../api';
import { policySentences } from '../words';

function stateOf({ hasBegun, validTo }: LeavePolicyWire, today: string): string {
  if (!hasBegun) return 'to-come';
  return validTo !== null && validTo < today ? 'over' : 'in-force';
}

function Withdraw({ policy }: { policy: LeavePolicyWire }) {
  const withdraw = useWithdrawLeavePolicy();
  const press = () =>
    mutateThen(withdraw, policy.id, {
      onSuccess: () => notifications.show({ color: 'green', message: 'Withdrawn' }),
      onError: ({ message }) => notifications.show({ color: 'red', message }),
    });
  return (
    <Button
      size="xs"
      variant="default"
      loading={withdraw.isPending}
      onClick={press}
      aria-label={`Withdraw the version from ${formatDate(policy.validFrom)}`}
    >
      Withdraw
    </Button>
  );
}

function Version({ policy, isNewest }: { policy: LeavePolicyWire; isNewest: boolean }) {
  const today = dateIn(useZone());
  const until = policy.validTo ? ` to ${formatDate(policy.validTo)}` : ' on';
  return (
    <Paper withBorder p="sm" component="li" style={{ listStyle: 'none' }}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text fw={600} size="sm">
          From {formatDate(policy.validFrom)}
          {until}
        </Text>
        <Group gap="xs">
          <StatusBadge status={stateOf(policy, today)} />
          {isNewest && !policy.hasBegun && <Withdraw policy={policy} />}
        </Group>
      </Group>
      {policySentences(policy).map((sentence) => (
        <Text size="sm" key={sentence}>
          {sentence}
        </Text>
      ))}
    </Paper>
  );
}

/** The versions of one type, the newest first. */
export function VersionList({ policies }: { policies: LeavePolicyWire[] }) {
  return (
    <Stack gap="xs" component="ul" p={0} m={0}>
      {[...policies].reverse().map((policy, index) => (
        <Version key={policy.id} policy={policy} isNewest={index === 0} />
      ))}
    </Stack>
  );
}
