import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs';
import { Link } from 'react-router';
import type { Approval } from '../../../../domain/wire/approvals';
import { AddApproverModal } from './add-approver-modal';
import { OverrideModal } from './override-modal';
import { ReassignModal } from './reassign-modal';
import { SendBackModal } from './send-back-modal';
import { WithdrawModal } from './withdraw-modal';

/** Whether there is anything for this person to do beside deciding. */
export function hasActions({ may, workflowUrl }: Approval): boolean {
  const { withdraw, reassign, revise, sendBack, override } = may;
  return withdraw || reassign || revise || sendBack || override || workflowUrl !== undefined;
}

/** What else can be done with it, beside deciding. */
export function ApprovalActions({ approval }: { approval: Approval }) {
  const [withdrawing, withdraw] = useDisclosure(false);
  const [reassigning, reassign] = useDisclosure(false);
  const [sendingBack, sendBack] = useDisclosure(false);
  const [adding, add] = useDisclosure(false);
  const [overriding, override] = useDisclosure(false);
  const { may, workflowUrl } = approval;
  if (!hasActions(approval)) return null;
  return (
    <Group gap="xs">
      {may.revise && (
        <Button
          variant={approval.sentBackUntil ? 'filled' : 'default'}
          size="xs"
          component={Link}
          to={`/approvals/${approval.id}/change`}
        >
          Change
        </Button>
      )}
      {may.sendBack && (
        <Button variant="default" size="xs" onClick={sendBack.open}>
          Send back
        </Button>
      )}
      {may.reassign && (
        <Button variant="default" size="xs" onClick={reassign.open}>
          Hand over
        </Button>
      )}
      {may.addApprover && (
        <Button variant="default" size="xs" onClick={add.open}>
          Add an approver
        </Button>
      )}
      {may.override && (
        <Button variant="default" size="xs" onClick={override.open}>
          Override
        </Button>
      )}
      {may.withdraw && (
        <Button variant="default" size="xs" onClick={withdraw.open}>
          Withdraw
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
      <SendBackModal approval={approval} opened={sendingBack} onClose={sendBack.close} />
      <AddApproverModal approval={approval} opened={adding} onClose={add.close} />
      <OverrideModal approval={approval} opened={overriding} onClose={override.close} />
      <ReassignModal approval={approval} opened={reassigning} onClose={reassign.close} />
    </Group>
  );
}
