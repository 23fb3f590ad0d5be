import { useParams } from 'react-router';
import type { Approval } from '../../../../domain/wire/approvals';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { useApproval } from '../../approvals/api';
import { useRevise, type Revising } from '../api';
import { ChangeForm } from '../components/change-form';
import { findKind } from '../kinds';
import { useKindSource } from '../use-kind-source';
import { useT } from '../../../lib/i18n/language';

function Loaded({ approval, revise }: { approval: Approval; revise: Revising }) {
  const t = useT();
  const kind = findKind(approval.kind);
  const source = useKindSource(kind);
  if (!kind || !approval.may.revise) {
    return <EmptyState title={t('This request can no longer be changed')} />;
  }
  return (
    <QueryView query={source}>
      {(form) => <ChangeForm approval={approval} kind={kind} source={form} revise={revise} />}
    </QueryView>
  );
}

/** Changing a request that is waiting, or one that was sent back. */
export function Component() {
  const t = useT();
  const { id = '' } = useParams();
  const approval = useApproval(id);
  // The page's own, and not the form's: a push may bring the new version, and with it another form, before the answer.
  const revise = useRevise(id);
  return (
    <>
      <PageHeader title={t('Change a request')} description={approval.data?.title} />
      <QueryView query={approval}>
        {(data) => <Loaded key={data.version} approval={data} revise={revise} />}
      </QueryView>
    </>
  );
}
