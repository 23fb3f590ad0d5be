import { Button, Group, Stack, Text } from '@mantine/core';
import { formatDateRange } from '../../../../domain/dates/format';
import type { LeaveBlockWire } from '../../../../domain/wire/leave-blocks';
import { ProblemNote } from '../../../components/problem-note';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { useLeaveTypeName } from '../../../lib/use-leave-types';
import { useRemoveLeaveBlock } from '../api';
import { LetOff } from './let-off';

/** Whom block dates are for, in words. */
function audienceOf(block: LeaveBlockWire, nameOf: (code: string) => string): string {
  const who = [block.department?.name, block.location?.name].filter(Boolean).join(' in ');
  const types = block.types.map(nameOf).join(', ');
  return `${who || 'Everybody'}${types && `: ${types.toLowerCase()}`}`;
}

/** Some block dates: what they say, and for those who keep them, changing them. */
export function BlockCard({ block, onEdit }: { block: LeaveBlockWire; onEdit: () => void }) {
  const nameOf = useLeaveTypeName();
  const isHr = holdsAny(useMe(), 'hr', 'admin');
  const remove = useRemoveLeaveBlock(block.id);
  const actions = block.mayChange && (
    <Group gap="xs">
      <Button size="xs" variant="default" aria-label={`Change ${block.name}`} onClick={onEdit}>
        Change
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={`Remove ${block.name}`}
        loading={remove.isPending}
        onClick={() => remove.mutate()}
      >
        Remove
      </Button>
    </Group>
  );
  return (
    <Section title={block.name} actions={actions}>
      <Stack gap="xs">
        <ProblemNote title="Not removed" problem={remove.error} />
        <Text fw={600}>
          {formatDateRange(block.from, block.to)}:{' '}
          {block.effect === 'refuse' ? 'leave is refused' : 'leave is warned of'}
        </Text>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {block.reason}
        </Text>
        <Text size="sm" c="dimmed">
          {audienceOf(block, nameOf)}
        </Text>
        {isHr && <LetOff block={block} />}
      </Stack>
    </Section>
  );
}
