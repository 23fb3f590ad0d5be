import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { AdminsOnly } from '../../../components/admins-only';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { useRestrictions } from '../api';
import { RestrictModal } from '../components/restrict-modal';
import { RestrictionTable } from '../components/restriction-table';

function RestrictionsPage() {
  const [opened, { open, close }] = useDisclosure(false);
  const query = useRestrictions(null);
  return (
    <>
      <PageHeader
        title="Restrictions"
        description="Who may not use the chat or the assistant for now. What has ended is on each person's page."
        actions={<Button onClick={open}>Restrict a person</Button>}
      />
      <QueryView query={query}>
        {(restrictions) =>
          restrictions.length === 0 ? (
            <EmptyState title="Nobody is restricted" />
          ) : (
            <RestrictionTable restrictions={restrictions} named />
          )
        }
      </QueryView>
      <RestrictModal opened={opened} onClose={close} />
    </>
  );
}

/** Who is restricted, and a way to restrict and to lift. */
export function Component() {
  return (
    <AdminsOnly>
      <RestrictionsPage />
    </AdminsOnly>
  );
}
