import { Button } from '@mantine/core';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { useLeaveTypes } from '../../../lib/use-leave-types';
import { TypeModal } from '../components/type-modal';
import { TypeTable } from '../components/type-table';

/** What no code is: they begin with a letter. */
const NEW = '+';

function LeaveTypes() {
  const query = useLeaveTypes();
  // What is edited stands in the address, so that a link opens it.
  const { filters, setFilter } = useSearchFilters(['edit'] as const);
  const close = () => setFilter('edit', null);
  return (
    <>
      <PageHeader
        title="Leave types"
        description="Which leave there is, whom it is for and what it asks for. What each brings is said in the leave policies."
        actions={<Button onClick={() => setFilter('edit', NEW)}>Add type</Button>}
      />
      <QueryView query={query}>
        {(types) => {
          const edited = types.find(({ code }) => code === filters.edit);
          return (
            <Section title="Types">
              <TypeTable types={types} onEdit={(code) => setFilter('edit', code)} />
              <TypeModal
                key={filters.edit}
                type={edited}
                opened={edited !== undefined || filters.edit === NEW}
                onClose={close}
              />
            </Section>
          );
        }}
      </QueryView>
    </>
  );
}

/** Types of leave, for HR and admins. */
export function Component() {
  if (holdsAny(useMe(), 'hr', 'admin')) return <LeaveTypes />;
  return (
    <>
      <PageHeader title="Leave types" />
      <EmptyState title="This page is for HR and admins" />
    </>
  );
}
