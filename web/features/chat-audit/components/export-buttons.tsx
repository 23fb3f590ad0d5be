import { Button, Group } from '@mantine/core';
import { exportFile } from '../api';

/** A conversation, or those of a person, as a file. */
export function ExportButtons(props: {
  of: { conversationId: string } | { personId: string };
  reason: string;
  from?: string;
  to?: string;
}) {
  const { of, ...rest } = props;
  return (
    <Group gap="xs">
      {(['json', 'csv'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          variant="default"
          size="sm"
          href={exportFile({ ...of, ...rest, format })}
          download
        >
          Export {format.toUpperCase()}
        </Button>
      ))}
    </Group>
  );
}
