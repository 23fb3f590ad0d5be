import { ActionIcon, FileButton, Group, Progress, Stack, Text } from '@mantine/core';
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import { useState, type ReactNode } from 'react';
import { FILE_ENDINGS } from '../../../../domain/files/file-types';
import { formatBytes } from '../../../lib/text';
import type { Attachment } from '../use-attachments';
import { translate } from '../../../lib/i18n/language';

/** Chooses files. */
export function AttachButton({ onAdd }: { onAdd: (files: File[]) => void }) {
  return (
    <FileButton multiple accept={FILE_ENDINGS} onChange={onAdd}>
      {(button) => (
        <ActionIcon {...button} variant="default" size={36} aria-label={translate('Attach files')}>
          <IconPaperclip size={18} aria-hidden />
        </ActionIcon>
      )}
    </FileButton>
  );
}

/** Takes files that are dropped here or pasted. */
export function DropZone(props: { onAdd: (files: File[]) => void; children: ReactNode }) {
  const [over, setOver] = useState(false);
  const take = (data: DataTransfer, event: { preventDefault: () => void }) => {
    const files = [...data.files];
    if (files.length === 0) return;
    event.preventDefault();
    props.onAdd(files);
  };
  return (
    <div
      className="drop-zone"
      data-over={over || undefined}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        take(event.dataTransfer, event);
      }}
      onPaste={(event) => take(event.clipboardData, event)}
    >
      {props.children}
    </div>
  );
}

function Row({ attachment, onRemove }: { attachment: Attachment; onRemove: () => void }) {
  const { name, size, share, file, problem } = attachment;
  return (
    <Group gap="xs" wrap="nowrap" component="li">
      <div style={{ flexGrow: 1, minWidth: 0 }}>
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {name}{' '}
          <Text span size="xs" c="dimmed">
            {formatBytes(size)}
          </Text>
        </Text>
        {problem && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {problem}
          </Text>
        )}
        {!problem && !file && (
          <Progress value={share * 100} size="sm" aria-label={`Uploading ${name}`} />
        )}
      </div>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={file || problem ? `Remove ${name}` : `Cancel ${name}`}
        onClick={onRemove}
      >
        <IconX size={16} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

/** Files that go along with the next message, how far each is, and what is wrong with it. */
export function Attachments(props: { attachments: Attachment[]; onRemove: (key: string) => void }) {
  if (props.attachments.length === 0) return null;
  return (
    <Stack gap={4} component="ul" m={0} p={0} mb="xs" className="plain-list" aria-label="Attached">
      {props.attachments.map((attachment) => (
        <Row
          key={attachment.key}
          attachment={attachment}
          onRemove={() => props.onRemove(attachment.key)}
        />
      ))}
    </Stack>
  );
}
