import { Button, Menu } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import { useT } from '../../../lib/i18n/language';

const FORMATS = [
  ['csv', 'CSV file'],
  ['xlsx', 'Excel sheet'],
] as const;

/** Takes a table along as a file. */
export function FileMenu(props: { title: string; addressOf: (format: 'csv' | 'xlsx') => string }) {
  const t = useT();
  const label = t('Take along: {{title}}', { title: props.title });
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={label}
        >
          {t('Export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={label}>
        {FORMATS.map(([format, name]) => (
          <Menu.Item key={format} component="a" href={props.addressOf(format)} download>
            {t(name)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
