import { ActionIcon, Menu, Text, useMantineColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import IconLogout from '@tabler/icons-react/dist/esm/icons/IconLogout.mjs';
import IconMap from '@tabler/icons-react/dist/esm/icons/IconMap.mjs';
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs';
import IconSettings from '@tabler/icons-react/dist/esm/icons/IconSettings.mjs';
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs';
import IconUsersGroup from '@tabler/icons-react/dist/esm/icons/IconUsersGroup.mjs';
import IconUser from '@tabler/icons-react/dist/esm/icons/IconUser.mjs';
import { useComputedColorScheme } from '@mantine/core';
import { Link, useNavigate } from 'react-router';
import { useSignOut } from '../features/auth/api';
import { useOfferedTour } from '../features/tour/tour-context';
import { useMe } from '../lib/session';
import { useT } from '../lib/i18n/language';

function SchemeItem() {
  const t = useT();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light') === 'dark';
  return (
    <Menu.Item
      leftSection={dark ? <IconSun size={16} aria-hidden /> : <IconMoon size={16} aria-hidden />}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      {dark ? t('Light theme') : t('Dark theme')}
    </Menu.Item>
  );
}

/** Who is signed in, their account, the theme, and the way out. */
export function UserMenu() {
  const t = useT();
  const me = useMe();
  const tour = useOfferedTour();
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = () =>
    signOut().then(
      () => navigate('/sign-in'),
      () => notifications.show({ color: 'red', message: t('You are still signed in: try again.') }),
    );
  return (
    <Menu position="bottom-end" shadow="md" width={240}>
      <Menu.Target>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('Account of {{name}}', { name: me.name })}
        >
          <IconUser size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown aria-label={t('Account')}>
        <Menu.Item
          component={Link}
          to="/account"
          leftSection={<IconSettings size={16} aria-hidden />}
        >
          <Text size="sm" fw={600} component="span" display="block">
            {me.name}
          </Text>
          <Text size="xs" c="dimmed" component="span" display="block">
            {me.email}
          </Text>
        </Menu.Item>
        <Menu.Item
          component={Link}
          to="/substitutes"
          leftSection={<IconUsersGroup size={16} aria-hidden />}
        >
          {t('My substitutes')}
        </Menu.Item>
        {tour && (
          <Menu.Item leftSection={<IconMap size={16} aria-hidden />} onClick={tour.start}>
            {tour.label}
          </Menu.Item>
        )}
        <SchemeItem />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          {t('Sign out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
