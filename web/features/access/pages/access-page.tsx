import { Button, SegmentedControl, Stack } from '@mantine/core';
import { Link, useSearchParams } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { holdsAny, useMe } from '../../../lib/session';
import { useAccessGrants } from '../api';
import { GiveAccess } from '../components/give-access';
import { GrantTable } from '../components/grant-table';

type State = 'running' | 'all';

function Mine({ state }: { state: State }) {
  const grants = useAccessGrants({ side: 'mine', state });
  return (
    <Section title="What I may look into">
      <QueryView query={grants}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title="Nothing beyond your own work">
              Ask for access where you need another department’s records for a time.
            </EmptyState>
          ) : (
            <GrantTable grants={items} label="What is granted to me" named={false} />
          )
        }
      </QueryView>
    </Section>
  );
}

function Others({ state }: { state: State }) {
  const grants = useAccessGrants({ side: 'others', state });
  return (
    <Section title="Who can look in" actions={<GiveAccess />}>
      <QueryView query={grants}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title="Nobody from outside" />
          ) : (
            <GrantTable grants={items} label="What is granted to others" named />
          )
        }
      </QueryView>
    </Section>
  );
}

/** Sight of other departments' records: what one has, and for heads and admins who has what of theirs. */
export function Component() {
  const me = useMe();
  const [search, setSearch] = useSearchParams();
  const state: State = search.get('state') === 'all' ? 'all' : 'running';
  return (
    <>
      <PageHeader
        title="Access"
        actions={
          <Button component={Link} to="/requests/new/access-request">
            Ask for access
          </Button>
        }
      />
      <Stack gap="md">
        <SegmentedControl
          aria-label="Which"
          data={[
            { value: 'running', label: 'Running' },
            { value: 'all', label: 'All, with those that are over' },
          ]}
          value={state}
          onChange={(value) => setSearch(value === 'all' ? { state: 'all' } : {})}
          style={{ alignSelf: 'flex-start' }}
        />
        <Mine state={state} />
        {holdsAny(me, 'department-head', 'hr', 'finance', 'admin') && <Others state={state} />}
      </Stack>
    </>
  );
}
