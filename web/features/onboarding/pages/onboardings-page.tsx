import { Button, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { ONBOARDING_STATUSES } from '../../../../domain/onboarding/vocabulary';
import { EmptyState } from '../../../components/empty-state';
import { ErrorState } from '../../../components/error-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { useOnboardings, useReviews } from '../api';
import { OnboardingTable } from '../components/onboarding-table';
import { StartButton } from '../components/start-button';
import { TaskList } from '../components/task-list';

/** Documents that HR is to look at; nothing while there are none. */
function Reviews() {
  const query = useReviews(holdsAny(useMe(), 'hr', 'admin'));
  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data || query.data.length === 0) return null;
  return (
    <Section title="Documents to review">
      <TaskList label="Documents to review" tasks={query.data} withPerson />
    </Section>
  );
}

/** Who joins and who leaves, and how far each is. */
export function Component() {
  const [status, setStatus] = useState<string>('running');
  const pages = useOnboardings({ status });
  const mayStart = holdsAny(useMe(), 'hr', 'admin');
  return (
    <>
      <PageHeader
        title="Onboardings"
        description="Who joins and who leaves. Each checklist opens its tasks on their day and reminds their owners."
        actions={
          mayStart && (
            <>
              <Button variant="default" component={Link} to="/onboardings/checklists">
                Checklists
              </Button>
              <StartButton />
            </>
          )
        }
      />
      <Stack gap="md">
        <Reviews />
        <SegmentedControl
          aria-label="Status"
          data={ONBOARDING_STATUSES.map((value) => ({ value, label: humanise(value) }))}
          value={status}
          onChange={setStatus}
          style={{ alignSelf: 'flex-start' }}
        />
        <PageList
          pages={pages}
          empty={
            <EmptyState title={`Nothing ${status}`}>
              HR starts a checklist here, or on the page of a person.
            </EmptyState>
          }
        >
          {(onboardings) => <OnboardingTable onboardings={onboardings} />}
        </PageList>
      </Stack>
    </>
  );
}
