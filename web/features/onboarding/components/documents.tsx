import { Anchor, Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type {
  OnboardingDocumentWire,
  OnboardingTaskWire,
} from '../../../../domain/wire/onboarding';
import { RelativeTime } from '../../../components/relative-time';
import { StatusBadge } from '../../../components/status-badge';
import { mutateThen } from '../../../lib/mutate-then';
import { useHandIn, useTakeBack } from '../api';
import { DOCUMENT_WORDS, HAND_IN_WORDS } from '../words';

const TYPES = '.pdf,.png,.jpg,.jpeg,.webp,.gif';

function TakeBackButton({ document }: { document: OnboardingDocumentWire }) {
  const takeBack = useTakeBack(document.id);
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={takeBack.isPending}
      aria-label={`Take back ${document.name}`}
      onClick={() =>
        mutateThen(takeBack, undefined, {
          onError: ({ message }) => notifications.show({ color: 'red', message }),
        })
      }
    >
      Take back
    </Button>
  );
}

function reviewText({ review, status }: OnboardingDocumentWire): string | null {
  if (!review) return null;
  const what = status === 'accepted' ? 'Accepted' : 'Sent back';
  return `${what} by ${review.by.name}${review.reason ? `: ${review.reason}` : ''}`;
}

function Document({ document, mine }: { document: OnboardingDocumentWire; mine: boolean }) {
  const text = reviewText(document);
  return (
    <Stack component="li" gap={2} aria-label={document.name}>
      <Group gap="xs">
        <Anchor
          href={`/api/v1/onboarding-documents/${document.id}`}
          target="_blank"
          size="sm"
          underline="always"
        >
          {document.name}
        </Anchor>
        <StatusBadge status={document.status} />
        {mine && document.status === 'waiting' && <TakeBackButton document={document} />}
      </Group>
      <Text size="sm" c="dimmed">
        {document.by.name}, <RelativeTime at={document.at} />
        {text && ` · ${text}`}
      </Text>
    </Stack>
  );
}

/** What a task asks to be handed in, and what was, as far as the reader may see it. */
export function Documents({ task }: { task: OnboardingTaskWire }) {
  if (task.documentKind === null) return null;
  const { documents, documentKind, handIn, mine } = task;
  return (
    <Stack gap={4}>
      <Text size="sm">
        {DOCUMENT_WORDS[documentKind]}: {HAND_IN_WORDS[handIn]}. Only the person, HR and admins see
        it.
      </Text>
      {documents.length > 0 && (
        <Stack
          gap="xs"
          component="ul"
          aria-label={`Documents of: ${task.title}`}
          p={0}
          m={0}
          style={{ listStyle: 'none' }}
        >
          {documents.map((document) => (
            <Document key={document.id} document={document} mine={mine} />
          ))}
        </Stack>
      )}
    </Stack>
  );
}

/** Uploads what a task of one's own asks for, as soon as it is chosen; what is not taken is said at once. */
export function HandInButton({ task }: { task: OnboardingTaskWire }) {
  const handIn = useHandIn(task.id);
  const send = (files: File[]) => {
    if (files.length === 0) return;
    mutateThen(handIn, files, {
      onSuccess: () =>
        notifications.show({ color: 'green', message: `Handed in: ${task.title}. HR is told.` }),
    });
  };
  return (
    <Stack gap={4} align="flex-end">
      <FileButton multiple accept={TYPES} onChange={send}>
        {(button) => (
          <Button
            {...button}
            size="xs"
            loading={handIn.isPending}
            aria-label={`Hand in a document: ${task.title}`}
          >
            Hand in
          </Button>
        )}
      </FileButton>
      {handIn.error && (
        <Text size="xs" c="red.9" role="alert" ta="right">
          {handIn.error.message}
        </Text>
      )}
    </Stack>
  );
}
