import { Text, Timeline } from '@mantine/core';
import type { DeliveryList as Deliveries } from '../../../../domain/wire/notifications';
import { QueryView } from '../../../components/query-view';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { useDeliveries } from '../api';
import { type Message, translate, useT } from '../../../lib/i18n/language';

type Step = Deliveries['items'][number];

const CHANNELS: Record<Step['channel'], Message> = {
  bell: 'Bell',
  mail: 'Mail',
  chat: 'Chat',
  push: 'Browser',
};
const STATES: Record<Step['state'], Message> = {
  queued: 'on its way',
  pushed: 'shown',
  mailed: 'sent',
  failed: 'not delivered',
  seen: 'seen by you',
  read: 'read by you',
};
/** What is written to a conversation is there. */
const stateOf = ({ channel, state, detail }: Step): Message =>
  channel === 'chat' && state === 'queued' && detail === '' ? 'written to you' : STATES[state];
const REASONS: Record<string, Message> = {
  'turned-off': 'you have turned this off',
  'not-needed': 'there was nothing left to tell',
  unreachable: 'the server did not answer; it is tried again',
  later: 'the server asked to try later',
  refused: 'the other side refused it',
  'given-up': 'given up after many attempts',
  gone: 'this browser takes no pushes any more',
};

/** Why a step went as it did; empty where nothing is to be said. */
const said = ({ detail }: Step) => (REASONS[detail] ? translate(REASONS[detail]) : '');

/** How a notification came to its person, step by step. */
export function DeliveryList({ id, title }: { id: string; title: string }) {
  const t = useT();
  const deliveries = useDeliveries(id);
  const zone = useZone();
  return (
    <>
      <Text size="sm" fw={600} mb="md">
        {title}
      </Text>
      <QueryView query={deliveries}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{t('It is older than this log.')}</Text>
          ) : (
            <Timeline active={items.length} bulletSize={12} lineWidth={2}>
              {items.map((step) => (
                <Timeline.Item
                  key={`${step.channel} ${step.state} ${step.detail}`}
                  color={step.state === 'failed' ? 'red' : 'indigo'}
                  title={
                    <Text size="sm" component="span">
                      {t(CHANNELS[step.channel])}: {t(stateOf(step))}
                    </Text>
                  }
                >
                  <Text size="xs" c="dimmed">
                    {[formatInstant(step.at, zone), said(step)].filter(Boolean).join(' · ')}
                  </Text>
                </Timeline.Item>
              ))}
            </Timeline>
          )
        }
      </QueryView>
    </>
  );
}
