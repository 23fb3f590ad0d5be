import { Group, Paper, Skeleton, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { StatusBadge } from '../../../components/status-badge';
import type { ApiProblem } from '../../../lib/api';
import { useApproval } from '../../approvals/api';
import { useLinkedMessage, useLinkedProject } from '../content-api';
import { conversationName } from '../conversation-name';
import type { RecordLink } from '../record-links';
import { translate, translateIfKnown } from '../../../lib/i18n/language';

interface Shown {
  what: string;
  title: string;
  detail: string;
  badge?: ReactNode;
}

function Card({ path, label, children }: { path?: string; label: string; children: ReactNode }) {
  const card = (
    <Paper withBorder p="xs" radius="md" className="record-card">
      {children}
    </Paper>
  );
  return path ? (
    <Link to={path} className="row-link" aria-label={label}>
      {card}
    </Link>
  ) : (
    <div role="note" aria-label={label}>
      {card}
    </div>
  );
}

// A refusal comes before what was read earlier: rights may have gone since.
function View(props: { path: string; error: ApiProblem | null; shown: Shown | null | undefined }) {
  const { path, error, shown } = props;
  if (error?.status === 404 || error?.status === 403 || shown === null) {
    return (
      <Card label={translate('Not available to you')}>
        <Text size="sm" c="dimmed">
          {translate('Not available to you')}
        </Text>
      </Card>
    );
  }
  if (!shown) {
    return (
      <Card label={translate('Linked record')}>
        {error ? (
          <Text size="sm" c="dimmed">
            {translate('It could not be read. Open the link instead.')}
          </Text>
        ) : (
          <Skeleton height={20} />
        )}
      </Card>
    );
  }
  return (
    <Card path={path} label={`${shown.what}: ${shown.title}`}>
      <Text size="xs" c="dimmed">
        {shown.what}
      </Text>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="sm" fw={600} truncate>
          {shown.title}
        </Text>
        {shown.badge}
      </Group>
      <Text size="xs" c="dimmed" truncate>
        {shown.detail}
      </Text>
    </Card>
  );
}

function ApprovalRecord({ record: { id, path } }: { record: RecordLink }) {
  const { data, error } = useApproval(id);
  const shown = data && {
    what: translateIfKnown(data.kindLabel),
    title: data.title,
    detail: data.requester.name,
    badge: <StatusBadge status={data.status} />,
  };
  return <View path={path} error={error} shown={shown} />;
}

function ProjectRecord({ record: { id, path } }: { record: RecordLink }) {
  const { data, error } = useLinkedProject(id);
  const shown = data && {
    what: translate('Project'),
    title: `${data.code} ${data.name}`,
    detail: translate('{{customer}}, led by {{name}}', {
      customer: data.customer,
      name: data.manager.name,
    }),
    badge: <StatusBadge status={data.status} />,
  };
  return <View path={path} error={error} shown={shown} />;
}

function MessageRecord({ record: { id, seq = 0, path } }: { record: RecordLink }) {
  const { data, error } = useLinkedMessage(id, seq);
  const shown = data && {
    what: translate('Message in {{place}}', { place: conversationName(data.conversation) }),
    title: data.message.text || translate('Message deleted'),
    detail: data.message.author.name,
  };
  return <View path={path} error={error} shown={shown} />;
}

const VIEWS: Record<RecordLink['kind'], (props: { record: RecordLink }) => ReactNode> = {
  approval: ApprovalRecord,
  project: ProjectRecord,
  message: MessageRecord,
};

/**
 * A record that a message links to, read with the rights of whoever looks: the link says nothing of it, and who may not
 * see it learns nothing, not even whether it is there.
 */
export function RecordCard({ record }: { record: RecordLink }) {
  const Record = VIEWS[record.kind];
  return <Record record={record} />;
}
