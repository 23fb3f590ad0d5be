import { Badge } from '@mantine/core';
import type { CSSProperties } from 'react';
import { humanise } from '../lib/text';
import { translateIfKnown, useT } from '../lib/i18n/language';

const COLORS: Record<string, string> = {
  pending: 'blue',
  open: 'blue',
  active: 'blue',
  queued: 'blue',
  approved: 'green',
  live: 'green',
  'in-force': 'green',
  sent: 'green',
  paid: 'green',
  due: 'blue',
  'partly-paid': 'blue',
  rejected: 'red',
  failed: 'red',
  expired: 'orange',
  retrying: 'orange',
  ready: 'green',
  'ready-with-risks': 'orange',
  'not-ready': 'red',
  done: 'green',
};

/** What something is now, as a word first and a colour second. */
export function StatusBadge({ status }: { status: string }) {
  useT();
  const color = COLORS[status] ?? 'gray';
  // The palette's own text colours are too pale on their backgrounds: app.css mixes them darker.
  const tones = {
    '--status-deep': `var(--mantine-color-${color}-9)`,
    '--status-pale': `var(--mantine-color-${color}-1)`,
  } as CSSProperties;
  return (
    <Badge className="status-badge" style={tones} color={color} variant="light" tt="none" fw={600}>
      {translateIfKnown(humanise(status))}
    </Badge>
  );
}
