import { Stack, Text, VisuallyHidden } from '@mantine/core';
import type { Approval } from '../../../../domain/wire/approvals';
import { useT } from '../../../lib/i18n/language';

type Change = Approval['changes'][number];

function Value({ value, gone }: { value: string | null; gone?: boolean }) {
  const t = useT();
  if (value === null) return null;
  return (
    <Text
      component={gone ? 'del' : 'ins'}
      size="sm"
      c={gone ? 'dimmed' : undefined}
      style={{
        whiteSpace: 'pre-wrap',
        overflowWrap: 'anywhere',
        textDecoration: gone ? 'line-through' : 'none',
      }}
    >
      <VisuallyHidden>{gone ? t('Before:') : t('Now:')} </VisuallyHidden>
      {value}
    </Text>
  );
}

/** What reads otherwise than in the version before. */
export function ChangeList({ changes }: { changes: Change[] }) {
  return (
    <Stack gap="xs" component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {changes.map((change, index) => (
        <Stack key={`${change.label}-${index}`} gap={2} component="li">
          <Text size="sm" fw={600}>
            {change.label}
          </Text>
          <Value value={change.before} gone />
          <Value value={change.after} />
        </Stack>
      ))}
    </Stack>
  );
}
