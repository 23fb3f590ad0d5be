import { Anchor, Button, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Link, useParams } from 'react-router';
import type { MailDetail } from '../../../../domain/wire/admin';
import { AdminsOnly } from '../../../components/admins-only';
import { FactList } from '../../../components/fact-list';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { formatInstant } from '../../../lib/dates';
import { useZone } from '../../../lib/session';
import { humanise } from '../../../lib/text';
import { useMail, useRetryMail } from '../api';
import { LinkFetches } from '../components/link-fetches';
import { MailPreviewTabs } from '../components/mail-preview';

const RETRIABLE = new Set(['failed', 'retrying']);

function factsOf(mail: MailDetail, zone: string) {
  const when = (at: string | null) => (at ? formatInstant(at, zone) : null);
  const facts: [string, string | null][] = [
    ['To', mail.to],
    ['Template', humanise(mail.template)],
    ['Queued', when(mail.createdAt)],
    ['Sent', when(mail.sentAt)],
    ['Attempts', String(mail.attempts)],
    ['Next attempt', when(mail.nextAttemptAt)],
    ['Last error', mail.lastError],
    ['Message-ID', mail.messageId],
  ];
  return facts.flatMap(([label, value]) => (value ? [{ label, value }] : []));
}

function RetryButton({ mail }: { mail: MailDetail }) {
  const retry = useRetryMail(mail.id);
  return (
    <Button
      loading={retry.isPending}
      onClick={() =>
        retry.mutate(undefined, {
          onSuccess: () => notifications.show({ color: 'green', message: 'Queued again' }),
          onError: (problem) => notifications.show({ color: 'red', message: problem.message }),
        })
      }
    >
      Try again now
    </Button>
  );
}

function Detail({ mail, refresh }: { mail: MailDetail; refresh: () => void }) {
  const zone = useZone();
  return (
    <>
      <PageHeader
        title={mail.subject ?? humanise(mail.template)}
        actions={
          <>
            <StatusBadge status={mail.status} />
            <Button variant="default" onClick={refresh}>
              Refresh
            </Button>
            {RETRIABLE.has(mail.status) && <RetryButton mail={mail} />}
          </>
        }
      />
      <Stack gap="md">
        <Section
          title="Delivery"
          actions={
            mail.approvalId && (
              <Anchor component={Link} to={`/approvals/${mail.approvalId}`} size="sm">
                The request
              </Anchor>
            )
          }
        >
          <FactList facts={factsOf(mail, zone)} />
        </Section>
        {mail.template.startsWith('approval-') && <LinkFetches of={{ mailId: mail.id }} />}
        <Section title="Mail">
          {mail.preview ? (
            <MailPreviewTabs preview={mail.preview} />
          ) : (
            <Text size="sm" c="dimmed">
              This mail cannot be shown.
            </Text>
          )}
        </Section>
      </Stack>
    </>
  );
}

function LoadedMail() {
  const { id = '' } = useParams();
  const mail = useMail(id);
  return (
    <QueryView query={mail}>
      {(data) => <Detail mail={data} refresh={() => void mail.refetch()} />}
    </QueryView>
  );
}

/** One mail: how its delivery went, and what it says. */
export function Component() {
  return (
    <AdminsOnly>
      <LoadedMail />
    </AdminsOnly>
  );
}
