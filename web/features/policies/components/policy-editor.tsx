import { Alert, Button, Group, NumberInput, Select, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useMemo, useState } from 'react';
import type { Policy } from '../../../../domain/approvals/policy';
import { LONGEST_UNDO_SECONDS } from '../../../../domain/approvals/undo';
import type { PolicyPage } from '../../../../domain/wire/policies';
import { Section } from '../../../components/section';
import { useDiscardDraft, useSaveDraft } from '../api';
import { addStep, byPath, isSamePolicy, problemsOf, type Problems } from '../edit-policy';
import { PublishModal } from './publish-modal';
import { StepEditor } from './step-editor';

function Whole({ policy, problems, onChange }: WholeProps) {
  return (
    <Group align="flex-end" gap="sm">
      <Select
        label="When the reporting line changes"
        w={300}
        allowDeselect={false}
        data={[
          { value: 'follow', label: 'open tasks go to the new manager' },
          { value: 'keep', label: 'open tasks stay where they are' },
        ]}
        value={policy.onManagerChange}
        onChange={(value) =>
          onChange({ ...policy, onManagerChange: value as Policy['onManagerChange'] })
        }
      />
      <NumberInput
        label="Decisions can be taken back for"
        description="0: they take effect at once"
        w={280}
        suffix=" seconds"
        min={0}
        max={LONGEST_UNDO_SECONDS}
        allowDecimal={false}
        value={policy.undoSeconds}
        error={problems.undoSeconds}
        onChange={(value) => onChange({ ...policy, undoSeconds: Number(value) })}
      />
    </Group>
  );
}

interface WholeProps {
  policy: Policy;
  problems: Problems;
  onChange: (policy: Policy) => void;
}

function Actions(props: {
  page: PolicyPage;
  policy: Policy;
  dirty: boolean;
  broken: boolean;
  onReset: (policy: Policy) => void;
}) {
  const { page, policy, dirty, broken, onReset } = props;
  const [publishing, setPublishing] = useState(false);
  const save = useSaveDraft(page.kind);
  const discard = useDiscardDraft(page.kind);
  const { draft } = page;
  const onSave = () =>
    save.mutate(draft ? { policy, revision: draft.revision } : { policy }, {
      onSuccess: () => notifications.show({ color: 'green', message: 'Draft saved' }),
    });
  const onDiscard = () => discard.mutate(undefined, { onSuccess: (now) => onReset(startOf(now)) });
  const problem = save.error ?? discard.error;
  return (
    <Stack gap="sm">
      {problem && (
        <Alert color="red" variant="outline" role="alert" title="Not saved">
          {problem.message}
        </Alert>
      )}
      <Group>
        <Button onClick={onSave} loading={save.isPending} disabled={!dirty}>
          Save draft
        </Button>
        <Button
          variant="default"
          disabled={!draft || dirty || broken}
          onClick={() => setPublishing(true)}
        >
          Publish…
        </Button>
        {(draft || dirty) && (
          <Button
            variant="subtle"
            color="gray"
            loading={discard.isPending}
            onClick={draft ? onDiscard : () => onReset(startOf(page))}
          >
            {draft ? 'Discard draft' : 'Undo changes'}
          </Button>
        )}
      </Group>
      {draft && (
        <PublishModal
          kind={page.kind}
          revision={draft.revision}
          opened={publishing}
          onClose={() => setPublishing(false)}
        />
      )}
    </Stack>
  );
}

/** What the editor starts from: the draft, or else what is in force. */
function startOf(page: PolicyPage): Policy {
  const current = page.versions.find(({ version }) => version === page.inForce);
  return page.draft?.policy ?? (current as PolicyPage['versions'][number]).policy;
}

/** Writes the next version: a draft that is saved, compared and published. */
export function PolicyEditor({ page }: { page: PolicyPage }) {
  const start = startOf(page);
  const [policy, setPolicy] = useState(start);
  const dirty = !isSamePolicy(policy, start);
  const problems = useMemo(() => {
    const told = dirty ? {} : byPath(page.draft?.problems ?? []);
    return { ...told, ...problemsOf(policy, page.routedBy) };
  }, [policy, page, dirty]);
  const broken = Object.keys(problems).length > 0;
  return (
    <Section title={page.draft ? 'Draft of the next version' : 'In force'}>
      <Stack gap="md">
        {policy.steps.map((step, index) => (
          <StepEditor
            key={step.key}
            {...{ policy, index, problems, routedBy: page.routedBy }}
            onChange={setPolicy}
          />
        ))}
        {problems.steps && (
          <Alert color="red" variant="outline" role="alert">
            {problems.steps}
          </Alert>
        )}
        <Button
          variant="default"
          w="fit-content"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => setPolicy(addStep(policy))}
        >
          Add a step
        </Button>
        <Whole policy={policy} problems={problems} onChange={setPolicy} />
        <Actions {...{ page, policy, dirty, broken }} onReset={setPolicy} />
      </Stack>
    </Section>
  );
}
