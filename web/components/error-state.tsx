import { Alert, Button, Stack, Text } from '@mantine/core';
import IconAlertCircle from '@tabler/icons-react/dist/esm/icons/IconAlertCircle.mjs';
import { ApiProblem } from '../lib/api';

function titleOf(error: unknown): string {
  if (!(error instanceof ApiProblem)) return 'This page failed';
  if (error.status === 404) return 'Not found';
  if (error.status === 403) return 'Not yours to see';
  if (error.code === 'offline') return 'No connection';
  return 'That did not work';
}

/** What went wrong, in a sentence, with a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const missing = error instanceof ApiProblem && error.status === 404;
  const text = missing
    ? 'It does not exist, or it is not shared with you.'
    : error instanceof Error
      ? error.message
      : 'Something unexpected happened.';
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      icon={<IconAlertCircle size={20} aria-hidden />}
      title={titleOf(error)}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text}</Text>
        {onRetry && !missing && (
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
