import { Box } from '@mantine/core';
import { useRouteError } from 'react-router';
import { ErrorState } from '../components/error-state';
import { PageHeader } from '../components/page-header';

/** A page that broke, or whose files a newer release has replaced: a reload mends both. */
export function RouteError() {
  const error = useRouteError();
  return (
    <Box p="md">
      <PageHeader title="This page failed" />
      <ErrorState error={error} onRetry={() => window.location.reload()} />
    </Box>
  );
}
