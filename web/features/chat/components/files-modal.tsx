import { Anchor, Button, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { formatBytes } from '../../../lib/text';
import { fileAddress, useConversationFiles } from '../file-api';
import { translate } from '../../../lib/i18n/language';

function Files({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const zone = useZone();
  const files = useConversationFiles(conversationId);
  return (
    <QueryView query={files}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <EmptyState title={translate('No files yet')} />;
        return (
          <Stack gap="xs" component="ul" m={0} p={0} className="plain-list">
            {items.map((file) => (
              <li key={file.id}>
                <Anchor
                  size="sm"
                  href={fileAddress(conversationId, file.id)}
                  download={file.name}
                  style={{ overflowWrap: 'anywhere' }}
                >
                  {file.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {formatBytes(file.size)} · {file.by.name} · {formatInstant(file.at, zone)} ·{' '}
                  <Anchor
                    component={Link}
                    size="xs"
                    underline="always"
                    onClick={onClose}
                    to={`/chat/${conversationId}?message=${file.seq}`}
                  >
                    {translate('Message')}
                  </Anchor>
                </Text>
              </li>
            ))}
            {files.hasNextPage && (
              <Button
                variant="default"
                loading={files.isFetchingNextPage}
                onClick={() => void files.fetchNextPage()}
              >
                More
              </Button>
            )}
          </Stack>
        );
      }}
    </QueryView>
  );
}

/** The files of a conversation, the newest first, each with the message it came with. */
export function FilesButton({ conversationId }: { conversationId: string }) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open}>
        {translate('Files')}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={translate('Files')}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {opened && <Files conversationId={conversationId} onClose={close} />}
      </Modal>
    </>
  );
}
