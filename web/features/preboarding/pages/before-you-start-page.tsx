import { Alert, Container, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { formatDate } from '../../../../domain/dates/format';
import { Brand } from '../../../components/brand';
import { LoadingState } from '../../../components/loading-state';
import { useTitle } from '../../../lib/use-title';
import { useOwnForm } from '../api';
import { NewcomerForm } from '../components/newcomer-form';

function ByLink({ token }: { token: string }) {
  const form = useOwnForm(token);
  const [isDone, setDone] = useState(false);
  if (isDone) {
    return (
      <Alert color="green" variant="outline" role="status" title="Thank you">
        The form is handed in. HR writes to you if something is missing.
      </Alert>
    );
  }
  if (form.data) {
    return (
      <>
        <Text>
          {form.data.name}, you begin on {formatDate(form.data.firstDay)}. Save as often as you
          like, and hand it in once it is complete. HR alone reads it.
        </Text>
        <NewcomerForm own={form.data} token={token} onDone={() => setDone(true)} />
      </>
    );
  }
  if (!form.error) return <LoadingState />;
  return (
    <Alert color="red" variant="outline" role="alert" title="This link does not work">
      {form.error.message}
    </Alert>
  );
}

/** Where a mailed link to the form leads. Its token stands behind the `#`, which browsers send to nobody. */
export function Component() {
  useTitle('Before your first day');
  const [token] = useState(() => window.location.hash.slice(1) || 'none');
  return (
    <Container component="main" size="sm" py="xl">
      <Stack>
        <Brand size={44} />
        <Title order={1} size="h2">
          Before your first day
        </Title>
        <ByLink token={token} />
      </Stack>
    </Container>
  );
}
