import { Alert, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { PageHeader } from '../../../components/page-header';
import { useReason } from '../reason';
import { isReason, ReasonField } from './reason-field';

function AskForReason({ onGiven }: { onGiven: (reason: string) => void }) {
  const [text, setText] = useState('');
  return (
    <>
      <PageHeader
        title="Conversations"
        description="You are about to read what others wrote to each other."
      />
      <Paper withBorder p="md" maw={640}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isReason(text)) onGiven(text.trim());
          }}
        >
          <Stack>
            <ReasonField value={text} onChange={setText} />
            <Group justify="flex-end">
              <Button type="submit" disabled={!isReason(text)}>
                Begin
              </Button>
            </Group>
          </Stack>
        </form>
      </Paper>
    </>
  );
}

/** Asks for a reason before anything is read; `children` get it. */
export function ReasonGate({ children }: { children: (reason: string) => ReactNode }) {
  const { reason, setReason } = useReason();
  if (reason === null) return <AskForReason onGiven={setReason} />;
  return (
    <>
      <Alert variant="light" color="orange" mb="md" py="xs">
        <Group justify="space-between" gap="xs">
          <Text size="sm" c="var(--mantine-color-text)" style={{ overflowWrap: 'anywhere' }}>
            Everything you open here is logged with your reason: “{reason}”
          </Text>
          <Button size="compact-sm" variant="default" onClick={() => setReason(null)}>
            End
          </Button>
        </Group>
      </Alert>
      {children(reason)}
    </>
  );
}
