import { Alert, Button, Group, Loader, Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { isPicture } from '../../../../domain/files/file-types';
import type { ChatFileWire } from '../../../../domain/wire/chat-files';
import { keys } from '../../../lib/query-keys';
import { fileAddress } from '../file-api';

/** A PDF in the browser's own viewer, if the server lets it be shown there. */
function PdfView({ address, name }: { address: string; name: string }) {
  const shown = useQuery<boolean>({
    queryKey: keys.filePreview(address),
    gcTime: 0,
    queryFn: async ({ signal }) => {
      const answer = await fetch(address, { signal });
      await answer.body?.cancel();
      return answer.ok && /^inline/.test(answer.headers.get('content-disposition') ?? '');
    },
  });
  if (shown.isPending) return <Loader aria-label="Loading" />;
  if (!shown.data) {
    return (
      <Alert color="yellow" variant="outline" title="No preview">
        This PDF is locked, holds something that could act, or is no longer there. It can only be
        saved.
      </Alert>
    );
  }
  return <iframe className="pdf-view" src={address} title={name} />;
}

function Moves(props: { at: number; count: number; move: (by: number) => void }) {
  const { at, count, move } = props;
  return (
    <Group gap="xs">
      {count > 1 && (
        <>
          <Button variant="default" size="compact-sm" onClick={() => move(-1)}>
            Previous
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => move(1)}>
            Next
          </Button>
          <Text size="sm" c="dimmed" aria-live="polite">
            {at + 1} of {count}
          </Text>
        </>
      )}
    </Group>
  );
}

/** Files of a message, one at a time, large: arrow keys move, Escape closes. */
export function Lightbox(props: {
  conversationId: string;
  files: ChatFileWire[];
  at: number | null;
  onMove: (at: number) => void;
  onClose: () => void;
}) {
  const { files, at, onMove } = props;
  const file = at === null ? undefined : files[at];
  const count = files.length;
  const move = (by: number) => at !== null && onMove((at + by + count) % count);
  const preview = file && fileAddress(props.conversationId, file.id, '/preview');
  return (
    <Modal
      opened={file !== undefined}
      onClose={props.onClose}
      size="xl"
      title={file?.name}
      closeButtonProps={{ 'aria-label': 'Close' }}
      onKeyDown={({ key }) => {
        if (key === 'ArrowRight') move(1);
        if (key === 'ArrowLeft') move(-1);
      }}
    >
      {file && preview && (
        <>
          {isPicture(file.type) ? (
            <img className="lightbox" src={preview} alt={file.name} />
          ) : (
            <PdfView key={file.id} address={preview} name={file.name} />
          )}
          <Group justify="space-between" mt="sm">
            <Moves at={at ?? 0} count={count} move={move} />
            <Button
              component="a"
              size="compact-sm"
              href={fileAddress(props.conversationId, file.id)}
              download={file.name}
            >
              Save
            </Button>
          </Group>
        </>
      )}
    </Modal>
  );
}
