import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { QueryView } from '../../../components/query-view';
import { mutateThen } from '../../../lib/mutate-then';
import { useChannels, useJoinChannel } from '../api';

function Body({ onClose }: { onClose: () => void }) {
  const navigate = useNavigate();
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 150);
  const channels = useChannels(settled);
  const join = useJoinChannel();
  const enter = (id: string) => {
    onClose();
    void navigate(`/chat/${id}`);
  };
  return (
    <Stack>
      <TextInput
        data-autofocus
        label="Find a channel"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <QueryView query={channels}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState title="No public channels">Start one with “New conversation”.</EmptyState>
          ) : (
            <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
              {found.map(({ id, name, topic, memberCount, joined }) => (
                <Group key={id} component="li" justify="space-between" wrap="nowrap">
                  <div style={{ minWidth: 0 }}>
                    <Text fw={600} truncate>
                      # {name}
                    </Text>
                    <Text size="sm" c="dimmed" truncate>
                      {memberCount === 1 ? '1 person' : `${memberCount} people`}
                      {topic && `, ${topic}`}
                    </Text>
                  </div>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${joined ? 'Open' : 'Join'} ${name ?? ''}`}
                    onClick={() =>
                      joined ? enter(id) : mutateThen(join, id, { onSuccess: () => enter(id) })
                    }
                  >
                    {joined ? 'Open' : 'Join'}
                  </Button>
                </Group>
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Stack>
  );
}

/** Public channels, to find and to join. */
export function ChannelsModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Channels">
      {opened && <Body onClose={onClose} />}
    </Modal>
  );
}
