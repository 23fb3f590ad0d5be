import { SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { ONBOARDING_STATUSES } from '../../../../domain/onboarding/vocabulary';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { useOnboardings } from '../api';
import { OnboardingTable } from '../components/onboarding-table';
import { StartButton } from '../components/start-button';

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
        actions={mayStart && <StartButton />}
      />
      <Stack gap="md">
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
