import { Alert } from '@mantine/core';
import type { Approval } from '../../../../domain/wire/approvals';
import { formatInstant } from '../../../lib/dates';
import { useMe, useZone } from '../../../lib/session';

/** Why nobody is asked, or nothing is due, at present. */
export function PauseNote({ approval }: { approval: Approval }) {
  const zone = useZone();
  const isMine = useMe().id === approval.requester.id;
  const { sentBackUntil, informationAskedAt } = approval;
  if (sentBackUntil) {
    const until = formatInstant(sentBackUntil, zone);
    return (
      <Alert color="orange" variant="outline" title="Sent back to be changed">
        {isMine
          ? `Change it and send it again by ${until}, or it expires. What is asked for is in the history.`
          : `${approval.requester.name} has until ${until} to send it again.`}
      </Alert>
    );
  }
  if (!informationAskedAt) return null;
  return (
    <Alert color="indigo" variant="outline" title="A question is open">
      {isMine
        ? 'Approvers wait for your answer: write it as a comment. Nothing is due until then.'
        : `${approval.requester.name} was asked for information. Nothing is due until the answer is there.`}
    </Alert>
  );
}
