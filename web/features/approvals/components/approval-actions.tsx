import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs';
import IconFileCertificate from '@tabler/icons-react/dist/esm/icons/IconFileCertificate.mjs';
import type { Approval } from '../../../../domain/wire/approvals';
import { ReassignModal } from './reassign-modal';
import { WithdrawModal } from './withdraw-modal';

/** What else can be done with it, beside deciding. */
export function ApprovalActions({ approval }: { approval: Approval }) {
  const [withdrawing, withdraw] = useDisclosure(false);
  const [reassigning, reassign] = useDisclosure(false);
  const { may, workflowUrl } = approval;
  const certified = approval.status !== 'pending';
  if (!may.withdraw && !may.reassign && !workflowUrl && !certified) return null;
  return (
    <Group gap="xs">
      {may.reassign && (
        <Button variant="default" size="xs" onClick={reassign.open}>
          Hand over
        </Button>
      )}
      {may.withdraw && (
        <Button variant="default" size="xs" onClick={withdraw.open}>
          Withdraw
        </Button>
      )}
      {certified && (
        <Button
          variant="default"
          size="xs"
          component="a"
          href={`/api/v1/approvals/${approval.id}/certificate`}
          download
          leftSection={<IconFileCertificate size={14} aria-hidden />}
        >
          Certificate (PDF)
        </Button>
      )}
      {workflowUrl && (
        <Button
          variant="default"
          size="xs"
          component="a"
          href={workflowUrl}
          target="_blank"
          rel="noreferrer"
          rightSection={<IconExternalLink size={14} aria-hidden />}
        >
          Workflow in Temporal
        </Button>
      )}
      <WithdrawModal approval={approval} opened={withdrawing} onClose={withdraw.close} />
      <ReassignModal approval={approval} opened={reassigning} onClose={reassign.close} />
    </Group>
  );
}
