import { Anchor, Group, Text, UnstyledButton } from '@mantine/core';
import IconPaperclip from '@tabler/icons-react/dist/esm/icons/IconPaperclip.mjs';
import { useState } from 'react';
import { isPicture, mediaTypeOf } from '../../../../domain/files/file-types';
import type { MessageWire } from '../../../../domain/wire/chat';
import type { ChatFileWire } from '../../../../domain/wire/chat-files';
import { formatBytes } from '../../../lib/text';
import { fileAddress } from '../file-api';
import { Lightbox } from './lightbox';
import { translate } from '../../../lib/i18n/language';

/** Whether a file can be looked at without saving it. */
const isViewable = ({ type }: ChatFileWire): boolean =>
  isPicture(type) || type === mediaTypeOf('pdf');

function Saved({ conversationId, file }: { conversationId: string; file: ChatFileWire }) {
  return (
    <Text size="sm" component="span" style={{ overflowWrap: 'anywhere' }}>
      <IconPaperclip size={14} aria-hidden />{' '}
      <Anchor href={fileAddress(conversationId, file.id)} download={file.name}>
        {file.name}
      </Anchor>{' '}
      <Text span size="xs" c="dimmed">
        {formatBytes(file.size)}
      </Text>
    </Text>
  );
}

/** What a message brings along: pictures as thumbnails, anything else by name; pictures and PDF open in sight. */
export function MessageFiles({ message }: { message: MessageWire }) {
  const [opened, setOpened] = useState<number | null>(null);
  const { conversationId, files } = message;
  if (files.length === 0) return null;
  const viewable = files.filter(isViewable);
  const open = (file: ChatFileWire) => () => setOpened(viewable.indexOf(file));
  return (
    <Group
      gap="xs"
      component="ul"
      m={0}
      p={0}
      className="plain-list"
      aria-label={translate('Files')}
    >
      {files.map((file) => (
        <li key={file.id}>
          {isPicture(file.type) ? (
            <UnstyledButton
              onClick={open(file)}
              aria-label={translate('Open {{what}}', { what: file.name })}
            >
              <img
                className="thumbnail"
                src={fileAddress(conversationId, file.id, '/preview')}
                alt={file.name}
                loading="lazy"
              />
            </UnstyledButton>
          ) : (
            <Group gap="xs">
              <Saved conversationId={conversationId} file={file} />
              {isViewable(file) && (
                <Anchor component="button" size="sm" onClick={open(file)}>
                  {translate('Open {{what}}', { what: file.name })}
                </Anchor>
              )}
            </Group>
          )}
        </li>
      ))}
      <Lightbox
        conversationId={conversationId}
        files={viewable}
        at={opened}
        onMove={setOpened}
        onClose={() => setOpened(null)}
      />
    </Group>
  );
}
