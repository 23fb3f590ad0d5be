import { AppShell, Box, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense, useEffect, useRef } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { Brand } from '../components/brand';
import { LoadingState } from '../components/loading-state';
import { RequireSession } from '../features/auth/components/require-session';
import { ChatSync } from '../features/chat/components/chat-sync';
import { BellButton } from '../features/notifications/components/bell-button';
import { RealtimeProvider } from '../features/notifications/components/realtime-provider';
import { TourProvider } from '../features/tour/components/tour-provider';
import { NewRequestMenu } from './new-request-menu';
import { Palette, PaletteButton } from './palette';
import { Shortcuts } from './shortcuts';
import { SideNavigation } from './side-navigation';
import { UserMenu } from './user-menu';
import { useT } from '../lib/i18n/language';

function Header({ opened, toggle }: { opened: boolean; toggle: () => void }) {
  const t = useT();
  return (
    <Group h="100%" px="md" justify="space-between" wrap="nowrap">
      <Group gap="xs" wrap="nowrap">
        <Burger
          opened={opened}
          onClick={toggle}
          hiddenFrom="sm"
          size="sm"
          aria-label={opened ? t('Close the menu') : t('Open the menu')}
          aria-expanded={opened}
        />
        <Link to="/" className="row-link" aria-label={t('NETRA, home')}>
          <Group gap={8} wrap="nowrap">
            <Brand />
            <Text fw={700} visibleFrom="xs" style={{ letterSpacing: 1 }}>
              NETRA
            </Text>
          </Group>
        </Link>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Box data-tour="new-request">
          <NewRequestMenu />
        </Box>
        <PaletteButton />
        <Box data-tour="bell">
          <BellButton />
        </Box>
        <Box data-tour="account">
          <UserMenu />
        </Box>
      </Group>
    </Group>
  );
}

// Screen readers and keyboards continue at the new page's content, not where the old one was left.
function useFocusOnNavigation() {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (!pathname.startsWith('/inbox')) main.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [pathname]);
  return main;
}

function Frame() {
  const t = useT();
  const [opened, { toggle, close }] = useDisclosure(false);
  const main = useFocusOnNavigation();
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 220, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a href="#content" className="skip-link">
        {t('Skip to content')}
      </a>
      <AppShell.Header>
        <Header opened={opened} toggle={toggle} />
      </AppShell.Header>
      <AppShell.Navbar p="xs" aria-label={t('Main')} style={{ overflowY: 'auto' }}>
        <SideNavigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} ref={main}>
        <Box maw={1240} mx="auto">
          <Suspense fallback={<LoadingState />}>
            <Outlet />
          </Suspense>
        </Box>
      </AppShell.Main>
      <Shortcuts />
      <Palette />
    </AppShell>
  );
}

/** The signed-in app: header, navigation, the page. */
export function Shell() {
  return (
    <RequireSession>
      <RealtimeProvider>
        <ChatSync>
          <TourProvider>
            <Frame />
          </TourProvider>
        </ChatSync>
      </RealtimeProvider>
    </RequireSession>
  );
}
