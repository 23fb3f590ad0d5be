import { useParams } from 'react-router';
import type { Approval } from '../../../../domain/wire/approvals';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { useApproval } from '../../approvals/api';
import { ChangeForm } from '../components/change-form';
import { findKind } from '../kinds';
import { useKindSource } from '../use-kind-source';

function Loaded({ approval }: { approval: Approval }) {
  const kind = findKind(approval.kind);
  const source = useKindSource(kind);
  if (!kind || !approval.may.revise) {
    return <EmptyState title="This request can no longer be changed" />;
  }
  return (
    <QueryView query={source}>
      {(form) => <ChangeForm approval={approval} kind={kind} source={form} />}
    </QueryView>
  );
}

/** Changing a request that is waiting, or one that was sent back. */
export function Component() {
  const { id = '' } = useParams();
  const approval = useApproval(id);
  return (
    <>
      <PageHeader title="Change a request" description={approval.data?.title} />
      <QueryView query={approval}>
        {(data) => <Loaded key={data.version} approval={data} />}
      </QueryView>
    </>
  );
}
