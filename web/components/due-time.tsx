import { Text, Tooltip } from '@mantine/core';
import { formatInstant, formatSpan } from '../lib/dates';
import { useZone } from '../lib/session';
import { useNow } from '../lib/use-now';

/** How long there is left to decide. */
export function DueTime({ at }: { at: string }) {
  const now = useNow();
  const zone = useZone();
  const left = Date.parse(at) - now;
  const text = left < 0 ? `overdue by ${formatSpan(-left)}` : `due in ${formatSpan(left)}`;
  return (
    <Tooltip label={`${formatInstant(at, zone)} (${zone})`}>
      <Text
        component="time"
        dateTime={at}
        size="sm"
        c={left < 0 ? 'var(--mantine-color-error)' : 'dimmed'}
      >
        {text}
      </Text>
    </Tooltip>
  );
}
