import { Alert, Group, List, Loader, Stack, Text } from '@mantine/core';
import type { Preview } from '../../../../domain/wire/approvals';
import { FactList } from '../../../components/fact-list';
import { PersonName } from '../../../components/person-name';
import { Section } from '../../../components/section';
import type { ApiProblem } from '../../../lib/api';
import { translate, translateIfKnown, useT } from '../../../lib/i18n/language';

function names(step: Preview['steps'][number]) {
  if (step.approvers.length === 0)
    return <Text size="sm">{translate('Nobody yet: it will go to an admin')}</Text>;
  return (
    <Group gap="xs">
      {step.approvers.map((person) => (
        <PersonName key={person.id} person={person} size="xs" />
      ))}
    </Group>
  );
}

function stagesOf(steps: Preview['steps']): Preview['steps'][] {
  const stages = [...new Set(steps.map((step) => step.stage))].sort((a, b) => a - b);
  return stages.map((stage) => steps.filter((step) => step.stage === stage));
}

function Signers({ steps }: { steps: Preview['steps'] }) {
  return (
    <List type="ordered" spacing="xs" size="sm">
      {stagesOf(steps).map((stage) => (
        <List.Item key={stage[0]?.stage}>
          <Stack gap={4}>
            {stage.map((step) => (
              <div key={step.name}>
                <Text size="sm" fw={600}>
                  {translateIfKnown(step.name)}
                  {stage.length > 1 && (
                    <Text span c="dimmed" size="xs" fw={400}>
                      {' '}
                      ({translate('at the same time')})
                    </Text>
                  )}
                </Text>
                {names(step)}
              </div>
            ))}
          </Stack>
        </List.Item>
      ))}
    </List>
  );
}

function Problem({ problem }: { problem: ApiProblem }) {
  return (
    <Alert color="orange" variant="outline" title={translate('This cannot be sent as it is')}>
      {problem.errors.length > 0 ? (
        <List size="sm">
          {problem.errors.map((error) => (
            <List.Item key={error.path + error.message}>
              {translateIfKnown(error.message)}
            </List.Item>
          ))}
        </List>
      ) : (
        translateIfKnown(problem.message)
      )}
    </Alert>
  );
}

/** What would happen: what it comes to, and who signs in which order. */
export function PreviewPanel(props: {
  preview: Preview | undefined;
  problem: ApiProblem | null;
  complete: boolean;
  loading: boolean;
}) {
  const t = useT();
  const { preview, problem, complete } = props;
  return (
    <Section
      title={t('What happens next')}
      actions={props.loading && <Loader size="xs" role="status" aria-label={t('Checking')} />}
    >
      <Stack gap="sm" aria-live="polite">
        {problem && complete && <Problem problem={problem} />}
        {!complete && (
          <Text size="sm" c="dimmed">
            {t('Fill in the form: here you will see what it comes to and who signs.')}
          </Text>
        )}
        {preview && complete && !problem && (
          <>
            <Text fw={600}>{preview.summary}</Text>
            <FactList facts={preview.facts} />
            <Text size="sm" fw={600} mt="xs">
              {t('Who signs')}
            </Text>
            <Signers steps={preview.steps} />
          </>
        )}
      </Stack>
    </Section>
  );
}
