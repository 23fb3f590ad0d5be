import { Button, SegmentedControl, Stack } from '@mantine/core';
import { Link } from 'react-router';
import { ONBOARDING_STATUSES } from '../../../../domain/onboarding/vocabulary';
import { EmptyState } from '../../../components/empty-state';
import { ErrorState } from '../../../components/error-state';
import { ExportMenu } from '../../../components/export-menu';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { ListTools } from '../../lists/components/list-tools';
import { useColumns } from '../../lists/use-columns';
import { useSort } from '../../lists/use-sort';
import { useOnboardings, useReviews } from '../api';
import { OnboardingTable, USUAL_COLUMNS } from '../components/onboarding-table';
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
  const { filters, setFilter } = useSearchFilters(['status'] as const);
  const status = ONBOARDING_STATUSES.find((name) => name === filters.status) ?? 'running';
  const columns = useColumns('onboardings', USUAL_COLUMNS);
  const sort = useSort('onboardings');
  const pages = useOnboardings({ status }, sort.asked);
  const mayStart = holdsAny(useMe(), 'hr', 'admin');
  return (
    <>
      <PageHeader
        title="Onboardings"
        description="Who joins and who leaves. Each checklist opens its tasks on their day and reminds their owners."
        actions={
          <>
            <ExportMenu
              list="onboardings"
              filters={{ status, cols: columns.cols, sort: sort.asked }}
            />
            {mayStart && (
              <>
                <Button variant="default" component={Link} to="/onboardings/checklists">
                  Checklists
                </Button>
                <StartButton />
              </>
            )}
          </>
        }
      />
      <ListTools columns={columns} />
      <Stack gap="md">
        <Reviews />
        <SegmentedControl
          aria-label="Status"
          data={ONBOARDING_STATUSES.map((value) => ({ value, label: humanise(value) }))}
          value={status}
          onChange={(wanted) => setFilter('status', wanted === 'running' ? null : wanted)}
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
          {(onboardings) => (
            <OnboardingTable onboardings={onboardings} columns={columns.shown} sort={sort} />
          )}
        </PageList>
      </Stack>
    </>
  );
}
