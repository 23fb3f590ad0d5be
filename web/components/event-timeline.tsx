import { Text, Timeline } from '@mantine/core';
import type { ReactNode } from 'react';
import { RelativeTime } from './relative-time';

/** One thing that happened. */
interface TimelineEvent {
  at: string;
  text: string;
  comment: string | null;
  actor: { name: string } | null;
  /** What stands under the words, such as files. */
  below?: ReactNode;
}

/** What happened, oldest first. */
export function EventTimeline({ events }: { events: TimelineEvent[] }) {
  return (
    <Timeline bulletSize={14} lineWidth={2} active={events.length} color="indigo">
      {events.map((event, index) => (
        <Timeline.Item
          key={`${event.at}-${index}`}
          title={
            <Text size="sm" fw={500} component="span">
              {event.text}
            </Text>
          }
        >
          {event.comment && (
            <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              “{event.comment}”
            </Text>
          )}
          {event.below}
          <Text size="xs" c="dimmed">
            {event.actor && `${event.actor.name}, `}
            <RelativeTime at={event.at} />
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
