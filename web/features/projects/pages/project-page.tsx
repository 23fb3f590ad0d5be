import { Group, Paper, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router';
import { checklistProgress } from '../../../../domain/projects/go-live-checklist';
import { formatDate } from '../../../../domain/dates/format';
import type { Me } from '../../../../domain/wire/common';
import type { ProjectWire } from '../../../../domain/wire/records';
import { EmptyState } from '../../../components/empty-state';
import { FactList } from '../../../components/fact-list';
import { NewRequestButton } from '../../../components/new-request-button';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { StatusBadge } from '../../../components/status-badge';
import { api } from '../../../lib/api';
import { dateIn } from '../../../lib/dates';
import { formatMoney } from '../../../lib/money';
import { keys } from '../../../lib/query-keys';
import { holdsAny, useMe, useZone } from '../../../lib/session';
import { MembersSection } from '../components/members-section';

function GoLive({ goLive }: { goLive: ProjectWire['goLives'][number] }) {
  const content = (
    <Group justify="space-between" wrap="nowrap" p="sm" gap="sm">
      <Stack gap={2} miw={0}>
        <Text size="sm" fw={600}>
          {formatDate(goLive.plannedOn)}
        </Text>
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {goLive.notes}
        </Text>
        <Text size="sm" c="dimmed">
          {checklistProgress(goLive.checklist)}, asked by {goLive.requestedBy.name}
        </Text>
      </Stack>
      <StatusBadge status={goLive.status} />
    </Group>
  );
  return (
    <Paper withBorder style={{ overflow: 'hidden' }}>
      {goLive.approvalId ? (
        <Link to={`/approvals/${goLive.approvalId}`} className="row-card">
          {content}
        </Link>
      ) : (
        content
      )}
    </Paper>
  );
}

function GoLives({ goLives }: Pick<ProjectWire, 'goLives'>) {
  return (
    <Section title="Go-lives">
      {goLives.length === 0 ? (
        <EmptyState title="None asked for yet" />
      ) : (
        <Stack gap="xs">
          {goLives.map((goLive) => (
            <GoLive key={goLive.id} goLive={goLive} />
          ))}
        </Stack>
      )}
    </Section>
  );
}

/** Its manager, the head of its department, finance and admins; the API refuses everybody else. */
const seesAccount = (me: Me, { manager, department }: ProjectWire) =>
  me.id === manager.id ||
  holdsAny(me, 'finance', 'admin') ||
  (holdsAny(me, 'department-head') && me.department?.id === department.id);

const handoverFacts = ({ deal, budget, notes, by }: NonNullable<ProjectWire['handover']>) => [
  { label: 'Deal', value: by ? `${deal}, by ${by.name}` : deal },
  { label: 'Budget', value: formatMoney(budget) },
  { label: 'What was promised', value: notes },
];

function HandedOver({ handover }: Pick<ProjectWire, 'handover'>) {
  if (!handover) return null;
  return (
    <Section title="Handed over by sales">
      <FactList facts={handoverFacts(handover)} />
    </Section>
  );
}

function ProjectDetail({ project }: { project: ProjectWire }) {
  const me = useMe();
  const today = dateIn(useZone());
  const open = project.status === 'planned' || project.status === 'active';
  const facts = [
    { label: 'Customer', value: project.customer },
    { label: 'Department', value: project.department.name },
    { label: 'Project manager', value: project.manager.name },
    { label: 'Started', value: formatDate(project.startsOn) },
    ...(project.liveOn
      ? [
          {
            label: project.liveOn > today ? 'Goes live on' : 'Live since',
            value: formatDate(project.liveOn),
          },
        ]
      : []),
  ];
  return (
    <>
      <PageHeader
        title={project.name}
        description={project.code}
        actions={
          <>
            <StatusBadge status={project.status} />
            <Link to={`/projects/${project.id}/readiness`}>Readiness</Link>
            {seesAccount(me, project) && (
              <Link to={`/projects/${project.id}/pnl`}>Profit and loss</Link>
            )}
            {open && (
              <NewRequestButton to={`/requests/new/project-go-live?projectId=${project.id}`}>
                Ask for go-live
              </NewRequestButton>
            )}
          </>
        }
      />
      <Stack gap="md">
        <Section title="Project">
          <FactList facts={facts} />
        </Section>
        <HandedOver handover={project.handover} />
        <GoLives goLives={project.goLives} />
        <Section title="People">
          <MembersSection projectId={project.id} isClosed={project.status === 'closed'} />
        </Section>
      </Stack>
    </>
  );
}

/** One project, with its go-lives. */
export function Component() {
  const { id = '' } = useParams();
  const project = useQuery({
    queryKey: keys.project(id),
    queryFn: ({ signal }) => api.get<ProjectWire>(`/projects/${id}`, undefined, signal),
  });
  return <QueryView query={project}>{(data) => <ProjectDetail project={data} />}</QueryView>;
}
