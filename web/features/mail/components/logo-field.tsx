import { Alert, Box, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useChangeLogo } from '../api';

const MOST_BYTES = 65_536;

async function base64Of(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** The picture on top of every mail. */
export function LogoField({ logo }: { logo: string | null }) {
  const change = useChangeLogo();
  const [problem, setProblem] = useState<string>();
  const upload = async (file: File | null) => {
    if (!file) return;
    const isTooLarge = file.size > MOST_BYTES;
    setProblem(isTooLarge ? 'The picture may have at most 64 KB' : undefined);
    if (!isTooLarge) change.mutate(await base64Of(file));
  };
  const said = problem ?? change.error?.errors[0]?.message ?? change.error?.message;
  return (
    <Stack gap="sm">
      {said && (
        <Alert color="red" variant="outline" role="alert" title="Not saved">
          {said}
        </Alert>
      )}
      {logo ? (
        <Box bg="white" p="sm" style={{ borderRadius: 'var(--mantine-radius-md)' }}>
          <img src={logo} alt="The logo of mails" height={40} style={{ maxWidth: '100%' }} />
        </Box>
      ) : (
        <Text size="sm" c="dimmed">
          None: mails show the name NETRA.
        </Text>
      )}
      <Group>
        <FileButton accept="image/png" onChange={(file) => void upload(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={change.isPending}>
              Choose a PNG
            </Button>
          )}
        </FileButton>
        {logo && (
          <Button variant="subtle" color="red.8" onClick={() => change.mutate(null)}>
            Remove
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        At most 64 KB and 800 by 200 pixels; shown 40 pixels high.
      </Text>
    </Stack>
  );
}
