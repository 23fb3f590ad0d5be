import { Button, Group } from '@mantine/core';
import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs';
import IconFileCertificate from '@tabler/icons-react/dist/esm/icons/IconFileCertificate.mjs';
import { useState, type ComponentType } from 'react';
import { Link } from 'react-router';
import type { Approval } from '../../../../domain/wire/approvals';
import { AddApproverModal } from './add-approver-modal';
import { OverrideModal } from './override-modal';
import { ReassignModal } from './reassign-modal';
import { SendBackModal } from './send-back-modal';
import { WithdrawModal } from './withdraw-modal';
import { useT, type Message } from '../../../lib/i18n/language';

interface Dialog {
  needs: keyof Approval['may'];
  label: Message;
  Modal: ComponentType<{ approval: Approval; opened: boolean; onClose: () => void }>;
}

/** What asks for more before it is done, in the order of the buttons. */
const DIALOGS: Dialog[] = [
  { needs: 'sendBack', label: 'Send back', Modal: SendBackModal },
  { needs: 'reassign', label: 'Hand over', Modal: ReassignModal },
  { needs: 'addApprover', label: 'Add an approver', Modal: AddApproverModal },
  { needs: 'override', label: 'Override', Modal: OverrideModal },
  { needs: 'withdraw', label: 'Withdraw', Modal: WithdrawModal },
];

/** What is closed has a certificate, for whoever may read it. */
const isCertified = ({ status }: Approval) => status !== 'pending';

/** Whether there is anything for this person to do beside deciding. */
export function hasActions(approval: Approval): boolean {
  const { may, workflowUrl } = approval;
  if (may.revise || workflowUrl !== undefined || isCertified(approval)) return true;
  return DIALOGS.some(({ needs }) => may[needs]);
}

/** What else can be done with it, beside deciding. */
export function ApprovalActions({ approval }: { approval: Approval }) {
  const t = useT();
  const [open, setOpen] = useState<Dialog['needs'] | null>(null);
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
          {t('Change')}
        </Button>
      )}
      {DIALOGS.filter(({ needs }) => may[needs]).map(({ needs, label }) => (
        <Button key={needs} variant="default" size="xs" onClick={() => setOpen(needs)}>
          {t(label)}
        </Button>
      ))}
      {isCertified(approval) && (
        <Button
          variant="default"
          size="xs"
          component="a"
          href={`/api/v1/approvals/${approval.id}/certificate`}
          download
          leftSection={<IconFileCertificate size={14} aria-hidden />}
        >
          {t('Certificate (PDF)')}
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
          {t('Workflow in Temporal')}
        </Button>
      )}
      {DIALOGS.map(({ needs, Modal }) => (
        <Modal
          key={needs}
          approval={approval}
          opened={open === needs}
          onClose={() => setOpen(null)}
        />
      ))}
    </Group>
  );
}
