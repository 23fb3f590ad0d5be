import { useParams } from 'react-router';
import type { Approval } from '../../../../domain/wire/approvals';
import { QueryView } from '../../../components/query-view';
import { useTitle } from '../../../lib/use-title';
import { useApproval } from '../api';
import { ApprovalDetail } from '../components/approval-detail';
import { useDecision } from '../use-decision';
import { useDecisionKeys } from '../use-decision-keys';

function Loaded({ approval }: { approval: Approval }) {
  useTitle(approval.title);
  const decision = useDecision(approval);
  useDecisionKeys(approval.may.decide ? decision : null);
  return <ApprovalDetail approval={approval} decision={decision} order={1} />;
}

/** One approval at its own address: where bells and links lead. */
export function Component() {
  const { id = '' } = useParams();
  useTitle('Approval');
  const approval = useApproval(id);
  return (
    <QueryView query={approval}>{(data) => <Loaded key={data.id} approval={data} />}</QueryView>
  );
}
