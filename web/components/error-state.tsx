import { Alert, Button, Stack, Text } from '@mantine/core';
import IconAlertCircle from '@tabler/icons-react/dist/esm/icons/IconAlertCircle.mjs';
import { ApiProblem } from '../lib/api';
import { useT, type Message } from '../lib/i18n/language';

/** Not there, or not to be seen; nor is there anything at an address whose id is none. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return false;
  const [wrong] = error.errors;
  return error.status === 404 || (error.status === 422 && wrong?.path === 'id');
}

/** Whether a failure says that this is not, or no longer, there for the reader: what they saw of it is not theirs to see now. */
export function isWithheld(error: unknown): boolean {
  return error instanceof ApiProblem && (error.status === 403 || error.status === 404);
}

function titleOf(error: unknown): Message {
  if (!(error instanceof ApiProblem)) return 'This page failed';
  if (isMissing(error)) return 'Not found';
  if (error.status === 403) return 'Not yours to see';
  if (error.code === 'offline') return 'No connection';
  return 'That did not work';
}

/** What went wrong, in a sentence, with a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useT();
  const missing = isMissing(error);
  const text = missing
    ? t('It does not exist, or it is not shared with you.')
    : error instanceof Error
      ? error.message
      : t('Something unexpected happened.');
  return (
    <Alert
      color="red"
      variant="outline"
      role="alert"
      icon={<IconAlertCircle size={20} aria-hidden />}
      title={t(titleOf(error))}
    >
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{text}</Text>
        {onRetry && !missing && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('Try again')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
