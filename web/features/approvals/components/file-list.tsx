import { Anchor, Group, Stack, Text } from '@mantine/core';
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import type { FileWire } from '../../../../domain/wire/approval-files';
import { formatBytes } from '../../../lib/text';

/** Files of a request to be saved, each with its size and the start of its hash. */
export function FileList({ approvalId, files }: { approvalId: string; files: FileWire[] }) {
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Files">
      {files.map((file) => (
        <Group key={file.id} component="li" gap={6} wrap="nowrap" align="baseline">
          <IconPaperclip size={14} aria-hidden />
          <Text size="sm" component="span" style={{ overflowWrap: 'anywhere' }}>
            <Anchor href={`/api/v1/approvals/${approvalId}/files/${file.id}`} download={file.name}>
              {file.name}
            </Anchor>{' '}
            <Text span size="xs" c="dimmed" title={`SHA-256 ${file.sha256}`}>
              {formatBytes(file.size)}, SHA-256 {file.sha256.slice(0, 8)}…
            </Text>
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
