import { Badge } from '@mantine/core';
import { humanise } from '../lib/text';

const COLORS: Record<string, string> = {
  pending: 'blue',
  open: 'blue',
  active: 'blue',
  queued: 'blue',
  approved: 'green',
  live: 'green',
  sent: 'green',
  rejected: 'red',
  failed: 'red',
  expired: 'orange',
  retrying: 'orange',
};

/** What something is now, as a word first and a colour second. */
export function StatusBadge({ status }: { status: string }) {
  return (
    <Badge
      className="status-badge"
      data-color={COLORS[status] ?? 'gray'}
      color={COLORS[status] ?? 'gray'}
      variant="light"
      tt="none"
      fw={600}
    >
      {humanise(status)}
    </Badge>
  );
}
