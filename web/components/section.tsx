import { Box, Group, Paper, Title } from '@mantine/core';
import { useId } from '@mantine/hooks';
import type { ReactNode } from 'react';

/** A titled part of a page; a region with a name for screen readers. */
export function Section(props: { title: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <Paper withBorder p="md" component="section" aria-labelledby={id}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2} size="h4" id={id}>
          {props.title}
        </Title>
        {props.actions}
      </Group>
      <Box>{props.children}</Box>
    </Paper>
  );
}
