import { Alert } from '@mantine/core';
import type { Approval } from '../../../../domain/wire/approvals';
import { formatInstant } from '../../../lib/dates';
import { useMe, useZone } from '../../../lib/session';
import { useT } from '../../../lib/i18n/language';

/** Why nobody is asked, or nothing is due, at present. */
export function PauseNote({ approval }: { approval: Approval }) {
  const t = useT();
  const zone = useZone();
  const isMine = useMe().id === approval.requester.id;
  const { sentBackUntil, informationAskedAt } = approval;
  if (sentBackUntil) {
    const until = formatInstant(sentBackUntil, zone);
    return (
      <Alert color="orange" variant="outline" title={t('Sent back to be changed')}>
        {isMine
          ? t(
              'Change it and send it again by {{until}}, or it expires. What is asked for is in the history.',
              { until },
            )
          : t('{{name}} has until {{until}} to send it again.', {
              name: approval.requester.name,
              until,
            })}
      </Alert>
    );
  }
  if (!informationAskedAt) return null;
  return (
    <Alert color="indigo" variant="outline" title={t('A question is open')}>
      {isMine
        ? t('Approvers wait for your answer: write it as a comment. Nothing is due until then.')
        : t('{{name}} was asked for information. Nothing is due until the answer is there.', {
            name: approval.requester.name,
          })}
    </Alert>
  );
}
