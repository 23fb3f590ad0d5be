import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import { useT } from '../lib/i18n/language';

/** The shape of a list that is on its way. */
export function LoadingState({ rows = 4, height = 56 }: { rows?: number; height?: number }) {
  const t = useT();
  return (
    <Stack gap="xs" aria-busy="true">
      <VisuallyHidden role="status">{t('Loading…')}</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  );
}
