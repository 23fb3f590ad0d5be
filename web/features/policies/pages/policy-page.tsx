import { Anchor, Stack } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { AdminsOnly } from '../../../components/admins-only';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { usePolicy } from '../api';
import { PolicyEditor } from '../components/policy-editor';
import { Simulator } from '../components/simulator';
import { VersionList } from '../components/version-list';

function PolicyOfKind({ kind }: { kind: string }) {
  const policy = usePolicy(kind);
  return (
    <QueryView query={policy}>
      {(page) => (
        <>
          <PageHeader
            title={`${page.label}: approval policy`}
            description={
              <Anchor component={Link} to="/admin/policies" size="sm">
                All policies
              </Anchor>
            }
          />
          <Stack gap="md">
            <PolicyEditor key={page.inForce} page={page} />
            <Simulator page={page} />
            <VersionList page={page} />
          </Stack>
        </>
      )}
    </QueryView>
  );
}

/** The policy of one kind: its next version, trying it, and the versions before. */
export function Component() {
  const { kind = '' } = useParams();
  return (
    <AdminsOnly>
      <PolicyOfKind kind={kind} key={kind} />
    </AdminsOnly>
  );
}
