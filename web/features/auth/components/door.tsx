import { Center, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Brand } from '../../../components/brand';

/** The frame of the pages that are seen before one is signed in. */
export function Door(props: { title: string; about: string; children: ReactNode }) {
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack w="100%" maw={380} gap="lg">
        <Stack gap={4} align="center">
          <Brand size={44} />
          <Title order={1} size="h2" ta="center">
            {props.title}
          </Title>
          <Text c="dimmed" size="sm" ta="center">
            {props.about}
          </Text>
        </Stack>
        <Paper withBorder p="lg" shadow="sm">
          {props.children}
        </Paper>
      </Stack>
    </Center>
  );
}
