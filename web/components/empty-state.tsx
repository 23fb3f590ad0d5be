import { Center, Stack, Text, ThemeIcon } from '@mantine/core';
import IconInbox from '@tabler/icons-react/dist/esm/icons/IconInbox.mjs';
import type { ReactNode } from 'react';

/** Nothing here, and what that means. */
export function EmptyState(props: {
  title: string;
  children?: ReactNode;
  icon?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <Center py="xl" px="md">
      <Stack align="center" gap="xs" maw={420}>
        <ThemeIcon variant="light" size={48} radius="xl" aria-hidden>
          {props.icon ?? <IconInbox size={26} />}
        </ThemeIcon>
        <Text fw={600}>{props.title}</Text>
        {props.children && (
          <Text c="dimmed" size="sm" ta="center" component="div">
            {props.children}
          </Text>
        )}
        {props.action}
      </Stack>
    </Center>
  );
}
