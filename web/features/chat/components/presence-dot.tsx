import { Group, Text, VisuallyHidden } from '@mantine/core';
import { usePresence } from '../presence';
import { translate } from '../../../lib/i18n/language';

const TEXT = { online: 'Online', away: 'Away', offline: 'Offline' } as const;

/** A dot that says whether somebody is there: filled, half, or a ring, so that its colour is not needed. */
export function PresenceDot({ personId }: { personId: string | undefined }) {
  const state = usePresence(personId);
  if (!state) return null;
  return (
    <span className="presence" data-state={state} title={translate(TEXT[state])}>
      <VisuallyHidden>{translate(TEXT[state])}</VisuallyHidden>
    </span>
  );
}

/** The same in words, where there is room. */
export function PresenceText({ personId }: { personId: string | undefined }) {
  const state = usePresence(personId);
  if (!state) return null;
  return (
    <Group gap={6}>
      <span className="presence" data-state={state} aria-hidden />
      <Text size="xs" c="dimmed">
        {translate(TEXT[state])}
      </Text>
    </Group>
  );
}
