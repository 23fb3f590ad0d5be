import { Button, Menu } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';

const FORMATS = [
  ['csv', 'CSV file'],
  ['xlsx', 'Excel sheet'],
] as const;

/** Takes a table along as a file. */
export function FileMenu(props: { title: string; addressOf: (format: 'csv' | 'xlsx') => string }) {
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={`Take along: ${props.title}`}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={`Take along: ${props.title}`}>
        {FORMATS.map(([format, label]) => (
          <Menu.Item key={format} component="a" href={props.addressOf(format)} download>
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
