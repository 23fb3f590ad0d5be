import { Avatar, Group, Text } from '@mantine/core';
import type { ApproverRef } from '../../domain/wire/approvals';

const initials = (name: string) =>
  name
    .split(/[\s.]+/)
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** A person, with initials to find them faster; a substitute with whom they act for. */
export function PersonName({ person, size = 'sm' }: { person: ApproverRef; size?: 'xs' | 'sm' }) {
  return (
    <Group gap={6} wrap="nowrap" display="inline-flex" miw={0}>
      <Avatar size={size === 'xs' ? 20 : 26} radius="xl" aria-hidden>
        <Text component="span" fz={size === 'xs' ? 9 : 11} fw={600}>
          {initials(person.name)}
        </Text>
      </Avatar>
      <Text component="span" size={size} truncate>
        {person.name}
        {person.onBehalfOf && ` for ${person.onBehalfOf.name}`}
      </Text>
    </Group>
  );
}
