import { Button, Menu } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { Link } from 'react-router';
import { kindLinks } from '../features/requests/kinds';
import { translateIfKnown, useT } from '../lib/i18n/language';

/** "New": one entry per kind of request. */
export function NewRequestMenu() {
  const t = useT();
  return (
    <Menu position="bottom-end" shadow="md" width={220}>
      <Menu.Target>
        <Button size="sm" leftSection={<IconPlus size={16} aria-hidden />} data-new-request>
          {t('New')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown
        aria-label={t('New request')}
        style={{ maxHeight: 'calc(100dvh - 80px)', overflowY: 'auto' }}
      >
        {kindLinks.map((kind) => (
          <Menu.Item key={kind.id} component={Link} to={`/requests/new/${kind.id}`}>
            {translateIfKnown(kind.label)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
