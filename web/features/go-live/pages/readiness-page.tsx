import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import type { ReadinessWire } from '../../../../domain/wire/readiness';
import { EmptyState } from '../../../components/empty-state';
import { NewRequestButton } from '../../../components/new-request-button';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { useReadiness } from '../api';
import { CheckList } from '../components/check-list';
import { PlanEditor } from '../components/plan-editor';
import { RiskTable } from '../components/risk-table';
import { VerdictBanner } from '../components/verdict';
import { WatchSection } from '../components/watch-section';
import { WayBack } from '../components/way-back';

function Header({ readiness, onEdit }: { readiness: ReadinessWire; onEdit?: () => void }) {
  const { project, revision, pendingApprovalId, verdict, mayEdit } = readiness;
  const maySend = mayEdit && revision > 0 && verdict !== 'not-ready' && !pendingApprovalId;
  return (
    <PageHeader
      title={`Readiness of ${project.name}`}
      description={`${project.code}, ${project.customer}`}
      actions={
        <>
          <Link to={`/projects/${project.id}`}>The project</Link>
          {onEdit && (
            <Button variant="default" onClick={onEdit}>
              {revision === 0 ? 'Start a plan' : 'Change the plan'}
            </Button>
          )}
          {maySend && (
            <NewRequestButton to={`/requests/new/project-go-live?projectId=${project.id}`}>
              Ask for go-live
            </NewRequestButton>
          )}
        </>
      }
    />
  );
}

function Plan({ readiness }: { readiness: ReadinessWire }) {
  const { verdict, reasons, risks, pendingApprovalId } = readiness;
  return (
    <Stack gap="md">
      <VerdictBanner verdict={verdict} reasons={reasons} />
      {pendingApprovalId && (
        <Group gap="xs">
          <Text size="sm">A go-live waits for signatures:</Text>
          <Link to={`/approvals/${pendingApprovalId}`}>who has signed</Link>
        </Group>
      )}
      <Section title="Checks">
        <CheckList readiness={readiness} isOpen={readiness.isOpen} />
      </Section>
      <Section title="Risks">
        <RiskTable risks={risks} />
      </Section>
      <Section title="The way back">
        <WayBack readiness={readiness} isOpen={readiness.isOpen} />
      </Section>
    </Stack>
  );
}

function ReadinessPage({ readiness }: { readiness: ReadinessWire }) {
  const [editing, setEditing] = useState(false);
  const hasPlan = readiness.revision > 0;
  const onEdit = readiness.mayEdit && !editing ? () => setEditing(true) : undefined;
  return (
    <>
      <Header readiness={readiness} onEdit={onEdit} />
      {editing ? (
        <PlanEditor readiness={readiness} onClose={() => setEditing(false)} />
      ) : (
        <Stack gap="md">
          <WatchSection projectId={readiness.project.id} />
          {hasPlan ? (
            <Plan readiness={readiness} />
          ) : (
            <EmptyState title="No plan yet">
              Its manager and the head of the department plan what a go-live must not go without.
            </EmptyState>
          )}
        </Stack>
      )}
    </>
  );
}

/** Go or no-go: the verdict, what it follows from, and a way to change it. */
export function Component() {
  const { id = '' } = useParams();
  const readiness = useReadiness(id);
  return <QueryView query={readiness}>{(data) => <ReadinessPage readiness={data} />}</QueryView>;
}
