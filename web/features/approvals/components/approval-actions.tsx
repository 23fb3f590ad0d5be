import { Button, Group } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs';
import type { Approval } from '../../../../domain/wire/approvals';
import { AddApproverModal } from './add-approver-modal';
import { OverrideModal } from './override-modal';
import { ReassignModal } from './reassign-modal';
import { WithdrawModal } from './withdraw-modal';

/** What else can be done with it, beside deciding. */
export function ApprovalActions({ approval }: { approval: Approval }) {
  const [withdrawing, withdraw] = useDisclosure(false);
  const [reassigning, reassign] = useDisclosure(false);
  const [adding, add] = useDisclosure(false);
  const [overriding, override] = useDisclosure(false);
  const { may, workflowUrl } = approval;
  if (!may.withdraw && !may.reassign && !may.override && !workflowUrl) return null;
  return (
    <Group gap="xs">
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
      <AddApproverModal approval={approval} opened={adding} onClose={add.close} />
      <OverrideModal approval={approval} opened={overriding} onClose={override.close} />
      <ReassignModal approval={approval} opened={reassigning} onClose={reassign.close} />
    </Group>
  );
}
