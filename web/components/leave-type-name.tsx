import { ColorSwatch, Group, Text } from '@mantine/core';
import { useLeaveTypeName, useLeaveTypes } from '../lib/use-leave-types';

/** A type of leave as it is called, with its colour where that is known. */
export function LeaveTypeName({ code }: { code: string }) {
  const nameOf = useLeaveTypeName();
  const { data = [] } = useLeaveTypes();
  const colour = data.find((type) => type.code === code)?.colour;
  return (
    <Group component="span" gap={6} wrap="nowrap" display="inline-flex">
      {colour && (
        <ColorSwatch
          component="span"
          size={10}
          withShadow={false}
          aria-hidden
          color={`var(--mantine-color-${colour}-6)`}
        />
      )}
      <Text span inherit>
        {nameOf(code)}
      </Text>
    </Group>
  );
}
