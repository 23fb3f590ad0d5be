import { Button, Menu } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import type { ExportedList, ExportFormat } from '../../domain/wire/exports';
import { withQuery, type QueryParams } from '../lib/api';
import { useT, type Message } from '../lib/i18n/language';

const FORMATS: [format: ExportFormat, label: Message][] = [
  ['csv', 'CSV file'],
  ['xlsx', 'Excel sheet'],
];

/** Takes a list along as a file: what the page's filters leave of it, and all of its pages. */
export function ExportMenu({ list, filters = {} }: { list: ExportedList; filters?: QueryParams }) {
  const t = useT();
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" size="sm" leftSection={<IconDownload size={16} aria-hidden />}>
          {t('Export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('Export as')}>
        {FORMATS.map(([format, label]) => (
          <Menu.Item
            key={format}
            component="a"
            href={`/api/v1${withQuery(`/exports/${list}`, { ...filters, format })}`}
            download
          >
            {t(label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
