import { Alert, Checkbox, Fieldset, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DEFAULT_CHECKLIST } from '../../domain/projects/go-live-checklist';
import { VERDICT_NAMES } from '../../domain/projects/readiness';
import type { ReadinessWire } from '../../domain/wire/readiness';
import type { Page } from '../../domain/wire/common';
import type { ProjectRow } from '../../domain/wire/records';
import { DayInput } from '../../web/components/day-input';
import { api } from '../../web/lib/api';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';
import { keys } from '../../web/lib/query-keys';

interface ChecklistItem {
  label: string;
  done: boolean;
}

/** What an empty form holds; a link from a project's page names the project. */
export function initialValues(search: URLSearchParams): FormValues {
  return {
    projectId: search.get('projectId') ?? '',
    plannedOn: '',
    notes: '',
    checklist: DEFAULT_CHECKLIST.map(({ label }) => ({ label, done: false })),
  };
}

const MOST_PROJECTS = 200;

// A closed project, or one that is live already, has nothing to go live with.
function useProjectOptions() {
  const projects = useQuery({
    queryKey: keys.projects({ choice: 'all' }),
    queryFn: ({ signal }) =>
      api.get<Page<ProjectRow>>('/projects', { limit: MOST_PROJECTS }, signal),
  });
  return (projects.data?.items ?? [])
    .filter(({ status }) => status === 'planned' || status === 'active')
    .map(({ id, code, name, customer }) => ({
      value: id,
      label: `${code} ${name}, ${customer}`,
    }));
}

/** The readiness plan of the chosen project; a project without one has a list in the form. */
function usePlan(projectId: string) {
  const readiness = useQuery({
    queryKey: keys.readiness(projectId),
    queryFn: ({ signal }) =>
      api.get<ReadinessWire>(`/projects/${projectId}/readiness`, undefined, signal),
    enabled: projectId !== '',
  });
  return readiness.data && readiness.data.revision > 0 ? readiness.data : null;
}

/** What the plan says: it is the list, and what is not ready is not asked for. */
function PlanNote({ plan }: { plan: ReadinessWire }) {
  const isReady = plan.verdict !== 'not-ready';
  return (
    <Alert
      color={isReady ? 'green' : 'red'}
      variant="outline"
      title={`Readiness: ${VERDICT_NAMES[plan.verdict].toLowerCase()}`}
    >
      {plan.reasons.map((reason) => (
        <Text key={reason} size="sm">
          {reason}
        </Text>
      ))}
      <a href={`/projects/${plan.project.id}/readiness`}>Open the plan</a>
    </Alert>
  );
}

/** Which project, when, and what has been seen to. */
export function Fields({ form }: KindFieldsProps) {
  const projects = useProjectOptions();
  const project = form.getInputProps('projectId');
  const checklist = form.values.checklist as ChecklistItem[];
  const plan = usePlan(form.values.projectId as string);
  return (
    <Stack>
      <Select
        label="Project"
        withAsterisk
        searchable
        nothingFoundMessage="No project you can ask for"
        data={projects}
        {...project}
        value={form.values.projectId || null}
        onChange={(value) => form.setFieldValue('projectId', value ?? '')}
      />
      <DayInput
        {...form.getInputProps('plannedOn')}
        label="Planned for"
        withAsterisk
        value={form.values.plannedOn as string}
      />
      {plan && <PlanNote plan={plan} />}
      {!plan && (
        <Fieldset legend="Checklist" p="sm">
          <Stack gap="xs">
            {checklist.map((item, index) => (
              <Checkbox
                key={item.label}
                label={item.label}
                {...form.getInputProps(`checklist.${index}.done`, { type: 'checkbox' })}
              />
            ))}
          </Stack>
        </Fieldset>
      )}
      <Textarea
        label="Notes"
        description="What goes live, and what the signers should know"
        withAsterisk
        autosize
        minRows={3}
        {...form.getInputProps('notes')}
      />
    </Stack>
  );
}
