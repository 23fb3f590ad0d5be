import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import type { OwnPreboarding } from '../../../../domain/wire/preboarding';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { DOCUMENT_WORDS, HAND_IN_WORDS } from '../../onboarding/words';
import { useHandInEarly, useTakeBackEarly } from '../api';

const TYPES = '.pdf,.png,.jpg,.jpeg,.webp,.gif';

type Asked = OwnPreboarding['documents'][number];

function File({ file, token }: { file: Asked['files'][number]; token: string }) {
  const takeBack = useTakeBackEarly(token);
  return (
    <Group component="li" gap="xs">
      <Text size="sm">{file.name}</Text>
      <StatusBadge status={file.status} />
      {file.reason && <Text size="sm">{file.reason}</Text>}
      {file.status === 'waiting' && (
        <Button
          size="compact-sm"
          variant="default"
          loading={takeBack.isPending}
          aria-label={`Take back ${file.name}`}
          onClick={() => mutateThen(takeBack, file.id, {})}
        >
          Take back
        </Button>
      )}
    </Group>
  );
}

function Task({ asked, token }: { asked: Asked; token: string }) {
  const handIn = useHandInEarly(token, asked.taskId);
  const send = (files: globalThis.File[]) => {
    if (files.length > 0) mutateThen(handIn, files, {});
  };
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {asked.title}
      </Text>
      {asked.help && <Text size="sm">{asked.help}</Text>}
      <Text size="sm" role="status">
        {DOCUMENT_WORDS[asked.kind]}: {HAND_IN_WORDS[asked.state]}
      </Text>
      {asked.files.length > 0 && (
        <Stack component="ul" gap={4} p={0} m={0} style={{ listStyle: 'none' }}>
          {asked.files.map((file) => (
            <File key={file.id} file={file} token={token} />
          ))}
        </Stack>
      )}
      {asked.state !== 'accepted' && (
        <Group>
          <FileButton multiple accept={TYPES} onChange={send}>
            {(button) => (
              <Button
                {...button}
                size="xs"
                variant="default"
                loading={handIn.isPending}
                aria-label={`Hand in a document: ${asked.title}`}
              >
                Choose a picture or PDF
              </Button>
            )}
          </FileButton>
        </Group>
      )}
      {handIn.error && (
        <Text size="sm" c="red.9" role="alert">
          {handIn.error.message}
        </Text>
      )}
    </Stack>
  );
}

/** Documents that are asked for before the first day; each is uploaded as soon as it is chosen. */
export function EarlyDocuments({
  documents,
  token,
}: {
  documents: OwnPreboarding['documents'];
  token: string;
}) {
  return (
    <Stack>
      {documents.map((asked) => (
        <Task key={asked.taskId} asked={asked} token={token} />
      ))}
    </Stack>
  );
}
