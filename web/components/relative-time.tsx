import { Tooltip } from '@mantine/core';
import { formatInstant, formatRelative } from '../lib/dates';
import { useZone } from '../lib/session';
import { useNow } from '../lib/use-now';
import { useT } from '../lib/i18n/language';

/** "5 min ago", with the exact time in the person's zone on hover. */
export function RelativeTime({ at }: { at: string }) {
  useT();
  const now = useNow();
  const zone = useZone();
  return (
    <Tooltip label={`${formatInstant(at, zone)} (${zone})`}>
      <time dateTime={at}>{formatRelative(at, now, zone)}</time>
    </Tooltip>
  );
}
