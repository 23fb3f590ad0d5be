import { Alert, Box, Checkbox, Table, Text, Tooltip } from '@mantine/core';
import IconLock from '@tabler/icons-react/dist/esm/icons/IconLock.mjs';
import { NOTICE_CHANNELS, type NoticeChannel } from '../../../../domain/notifications/notices';
import type { NotificationPreferences } from '../../../../domain/wire/notification-preferences';
import { useSavePreferences } from '../preferences-api';

const CHANNELS: Record<NoticeChannel, { head: string; by: string }> = {
  bell: { head: 'Bell', by: 'by the bell' },
  mail: { head: 'Mail', by: 'by mail' },
  chat: { head: 'Chat', by: 'by a card in chat' },
  push: { head: 'Push', by: 'by browser push' },
};

type Cell = NotificationPreferences['cells'][number];

/** Everything there is to choose: a row for each sort of notice, a column for each channel. */
export function PreferenceGrid({ preferences }: { preferences: NotificationPreferences }) {
  const save = useSavePreferences();
  const cellOf = (type: string, channel: NoticeChannel) =>
    preferences.cells.find((cell) => cell.type === type && cell.channel === channel);
  return (
    <Box>
      {save.error && (
        <Alert color="red" variant="outline" role="alert" title="Not saved" mb="sm">
          {save.error.message}
        </Alert>
      )}
      <Table verticalSpacing="xs" horizontalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">What</Table.Th>
            {NOTICE_CHANNELS.map((channel) => (
              <Table.Th key={channel} scope="col" w={52} ta="center">
                {CHANNELS[channel].head}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preferences.types.map(({ type, label, help }) => (
            <Table.Tr key={type}>
              <Table.Th scope="row" fw={500}>
                <Text size="sm">{label}</Text>
                <Text size="xs" c="dimmed" fw={400} visibleFrom="sm">
                  {help}
                </Text>
              </Table.Th>
              {NOTICE_CHANNELS.map((channel) => (
                <Table.Td key={channel} ta="center">
                  <Choice
                    cell={cellOf(type, channel)}
                    name={`${label}, ${CHANNELS[channel].by}`}
                    onChoose={(wanted) => save.mutate({ cells: [{ type, channel, wanted }] })}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}

function Choice(props: {
  cell: Cell | undefined;
  name: string;
  onChoose: (wanted: boolean) => void;
}) {
  const { cell, name } = props;
  if (!cell) {
    return (
      <Text c="dimmed" size="sm" aria-label="Not by this channel" role="img">
        –
      </Text>
    );
  }
  if (cell.locked) {
    return (
      <Tooltip label="Always: nobody would decide what nobody hears of">
        <Box
          role="img"
          aria-label={`${name}: always`}
          c="dimmed"
          component="span"
          tabIndex={0}
          style={{ display: 'inline-flex', verticalAlign: 'middle' }}
        >
          <IconLock size={18} aria-hidden />
        </Box>
      </Tooltip>
    );
  }
  return (
    <Checkbox
      aria-label={name}
      checked={cell.wanted}
      styles={{ inner: { margin: '0 auto' } }}
      onChange={({ currentTarget }) => props.onChoose(currentTarget.checked)}
    />
  );
}
