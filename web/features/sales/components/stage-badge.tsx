import { STAGE_NAMES, type DealStage } from '../../../../domain/sales/stages';
import { StatusBadge } from '../../../components/status-badge';

/** Where a deal stands. */
export function StageBadge({ stage }: { stage: DealStage }) {
  return <StatusBadge status={STAGE_NAMES[stage].toLowerCase()} />;
}
