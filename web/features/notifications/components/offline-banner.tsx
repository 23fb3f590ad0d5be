import { Alert, Transition } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import IconWifiOff from '@tabler/icons-react/dist/esm/icons/IconWifiOff.mjs';

const PATIENCE_MS = 1500;

/** Says that news is not arriving. A blip shorter than the patience is not worth a banner. */
export function OfflineBanner({ offline }: { offline: boolean }) {
  const [settled] = useDebouncedValue(offline, PATIENCE_MS);
  return (
    <Transition mounted={offline && settled} transition="slide-up">
      {(style) => (
        <Alert
          style={style}
          role="status"
          color="orange"
          variant="outline"
          pos="fixed"
          bottom={16}
          left={16}
          right={16}
          maw={520}
          mx="auto"
          bg="var(--mantine-color-body)"
          icon={<IconWifiOff size={20} aria-hidden />}
          title="Reconnecting…"
          styles={{ root: { zIndex: 300 } }}
        >
          News is not arriving right now. What you see may be out of date; what you send is still
          safe.
        </Alert>
      )}
    </Transition>
  );
}
