import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTitle } from '../lib/use-title';

/** The page's one `h1`, its document title, and what can be done here. */
export function PageHeader(props: { title: string; description?: ReactNode; actions?: ReactNode }) {
  useTitle(props.title);
  return (
    <Group justify="space-between" align="flex-start" mb="md" gap="sm">
      <Box miw={0}>
        <Title order={1} size="h2">
          {props.title}
        </Title>
        {props.description && (
          <Text c="dimmed" size="sm" component="div">
            {props.description}
          </Text>
        )}
      </Box>
      {props.actions && <Group gap="xs">{props.actions}</Group>}
    </Group>
  );
}
