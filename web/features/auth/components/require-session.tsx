import { Center, Loader } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ErrorState } from '../../../components/error-state';
import type { Me } from '../../../../domain/wire/common';
import { switchLanguage } from '../../../lib/i18n/language';
import { SessionContext } from '../../../lib/session';
import { useSession } from '../api';

/** Whether the app speaks the language of who is signed in; it is switched before the first page shows. */
function useSwitchedTo(me: Me | null | undefined): boolean {
  const [isSwitched, setSwitched] = useState(false);
  const language = me?.language;
  useEffect(() => {
    if (language === undefined) return;
    // Without its catalogue the app says everything in English, which is better than nothing.
    void switchLanguage(language)
      .catch(() => undefined)
      .then(() => setSwitched(true));
  }, [language]);
  return isSwitched || !me;
}

/** Shows its children to signed-in people; others sign in first and come back to the same page. */
export function RequireSession({ children }: { children: ReactNode }) {
  const session = useSession();
  const location = useLocation();
  const isInLanguage = useSwitchedTo(session.data);
  if (session.isPending || !isInLanguage) {
    return (
      <Center h="100vh" component="main">
        <Loader aria-label="Loading" />
      </Center>
    );
  }
  if (session.isError) {
    return (
      <Center h="100vh" p="md" component="main">
        <ErrorState error={session.error} onRetry={() => void session.refetch()} />
      </Center>
    );
  }
  if (!session.data) {
    const next = location.pathname + location.search;
    const to = next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
    return <Navigate to={to} replace />;
  }
  return <SessionContext value={session.data}>{children}</SessionContext>;
}
