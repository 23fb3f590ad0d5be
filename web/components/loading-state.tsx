import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** The shape of a list that is on its way. */
export function LoadingState({ rows = 4, height = 56 }: { rows?: number; height?: number }) {
  return (
    <Stack gap="xs" aria-busy="true">
      <VisuallyHidden role="status">Loading…</VisuallyHidden>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={height} radius="md" />
      ))}
    </Stack>
  );
}
