import {
  Alert,
  Button,
  Group,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useNavigate } from 'react-router';
import { PURPOSES } from '../../../../domain/onboarding/vocabulary';
import { ROLES } from '../../../../domain/roles';
import type { ChecklistTemplateWire } from '../../../../domain/wire/checklists';
import { toFormErrors } from '../../../components/field-errors';
import { Section } from '../../../components/section';
import type { ApiProblem } from '../../../lib/api';
import { mutateThen } from '../../../lib/mutate-then';
import { humanise } from '../../../lib/text';
import { useLocations } from '../../calendars/api';
import { useDepartments } from '../../people/api';
import { useChangeChecklist, useCreateChecklist } from '../api';
import {
  bodyOf,
  problemsOf,
  valuesLike,
  type ChecklistForm,
  type ChecklistValues,
} from '../checklist-form';
import { PURPOSE_WORDS } from '../words';
import { ChecklistItems } from './checklist-items';
import { ChecklistPreview } from './checklist-preview';

interface Props {
  /** The checklist that is changed; without one a new one is written. */
  changed?: ChecklistTemplateWire;
  /** What a new one begins with. */
  copyOf?: ChecklistTemplateWire;
}

const named = (places: { id: string; name: string }[] | undefined) =>
  (places ?? []).map(({ id, name }) => ({ value: id, label: name }));

function WhoseDefault({ form }: { form: ChecklistForm }) {
  const [departments, locations] = [useDepartments(), useLocations()];
  const any = (what: string) => ({
    ...{ placeholder: `Any ${what}`, clearable: true },
    clearButtonProps: { 'aria-label': `Any ${what}` },
  });
  return (
    <>
      <Text size="sm">
        It is the default of people for whom all of this holds; with nothing chosen it is started by
        hand only. The most particular default wins.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <Select
          label="Role"
          data={ROLES.map((value) => ({ value, label: humanise(value) }))}
          {...any('role')}
          {...form.getInputProps('forRole')}
        />
        <Select
          label="Department"
          data={named(departments.data)}
          {...any('department')}
          {...form.getInputProps('forDepartmentId')}
        />
        <Select
          label="Location"
          data={named(locations.data)}
          {...any('location')}
          {...form.getInputProps('forLocationId')}
        />
      </SimpleGrid>
    </>
  );
}

function useChecklistForm({ changed, copyOf }: Props) {
  const create = useCreateChecklist();
  const change = useChangeChecklist(changed?.id ?? '');
  const navigate = useNavigate();
  const form = useForm<ChecklistValues>({
    initialValues: valuesLike(changed ?? copyOf, { isCopy: changed === undefined }),
    validate: problemsOf,
  });
  const then = {
    onSuccess: () => {
      notifications.show({ color: 'green', message: 'The checklist is saved' });
      void navigate('/onboardings/checklists');
    },
    onError: ({ errors }: ApiProblem) => form.setErrors(toFormErrors(errors)),
  };
  const save = form.onSubmit((values) => {
    const { purpose, ...content } = bodyOf(values);
    if (changed) mutateThen(change, { ...content, revision: changed.revision }, then);
    else mutateThen(create, { ...content, purpose }, then);
  });
  const error = create.error ?? change.error;
  return { form, save, error, isPending: create.isPending || change.isPending };
}

/** Writes a checklist or changes one, and shows when its tasks would be due. */
export function ChecklistEditor(props: Props) {
  const { form, save, error, isPending } = useChecklistForm(props);
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="md">
        {error && (
          <Alert color="red" variant="outline" role="alert" title="Not saved">
            {error.message}
          </Alert>
        )}
        <Section title="What it is for">
          <Stack>
            {!props.changed && (
              <SegmentedControl
                aria-label="What for"
                data={PURPOSES.map((value) => ({ value, label: PURPOSE_WORDS[value] }))}
                {...form.getInputProps('purpose')}
                style={{ alignSelf: 'flex-start' }}
              />
            )}
            <TextInput label="Name" withAsterisk maxLength={100} {...form.getInputProps('name')} />
            <WhoseDefault form={form} />
          </Stack>
        </Section>
        <Section title="Tasks">
          <ChecklistItems form={form} />
        </Section>
        <ChecklistPreview form={form} />
        <Group justify="flex-end">
          <Button type="submit" loading={isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
