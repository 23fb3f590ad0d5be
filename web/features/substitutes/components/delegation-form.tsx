import {
  Alert,
  Button,
  Group,
  MultiSelect,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
} from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import {
  addDelegationSchema,
  type AddDelegation,
  type DelegationApplies,
} from '../../../../domain/wire/delegations';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { useAddDelegation, useSubstituteCandidates } from '../api';
import { KIND_CHOICES } from '../kind-label';

interface Values {
  to: string | null;
  when: DelegationApplies;
  startsOn: string;
  endsOn: string;
  kinds: string[];
  reason: string;
}

const EMPTY: Values = { to: null, when: 'away', startsOn: '', endsOn: '', kinds: [], reason: '' };

/** What is sent: nothing that was left empty. */
function bodyOf(values: Values, from: string | undefined): Record<string, unknown> {
  const { to, when, startsOn, endsOn, kinds, reason } = values;
  return {
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    when,
    ...(when === 'dates' && startsOn ? { startsOn } : {}),
    ...(when === 'dates' && endsOn ? { endsOn } : {}),
    ...(kinds.length > 0 ? { kinds } : {}),
    ...(reason.trim() ? { reason } : {}),
  };
}

function useDelegationForm(from: string | undefined) {
  const add = useAddDelegation();
  const form = useForm<Values>({
    initialValues: EMPTY,
    validate: (values) => {
      const result = addDelegationSchema.safeParse(bodyOf(values, from));
      return result.success ? {} : issuesToFormErrors(result.error);
    },
  });
  const save = form.onSubmit((values) =>
    add.mutate(bodyOf(values, from) as AddDelegation, {
      onSuccess: ({ to }) => {
        notifications.show({ color: 'green', message: `${to.name} is named as a substitute` });
        form.setValues(EMPTY);
        form.clearErrors();
      },
      onError: (problem) => form.setErrors(toFormErrors(problem.errors)),
    }),
  );
  return { add, form, save };
}

function SubstitutePicker(props: {
  except: string;
  value: string | null;
  error?: React.ReactNode;
  onChange: (id: string | null) => void;
}) {
  const { except, ...rest } = props;
  const candidates = useSubstituteCandidates();
  const data = (candidates.data ?? [])
    .filter(({ id }) => id !== except)
    .map(({ id, name, department }) => ({
      value: id,
      label: department ? `${name}, ${department}` : name,
    }));
  return (
    <Select
      {...rest}
      label="Who acts"
      withAsterisk
      searchable
      data={data}
      nothingFoundMessage={candidates.isPending ? 'Loading…' : 'Nobody found'}
    />
  );
}

function Days({ form }: { form: UseFormReturnType<Values> }) {
  const day = (name: 'startsOn' | 'endsOn') => ({
    ...form.getInputProps(name),
    value: form.values[name],
    onChange: (date: string) => form.setFieldValue(name, date),
    withAsterisk: true,
  });
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }}>
      <DayInput label="First day" {...day('startsOn')} />
      <DayInput label="Last day" {...day('endsOn')} />
    </SimpleGrid>
  );
}

/** Names a substitute, for oneself or, by an admin, for `personId`. */
export function DelegationForm({ personId, mine }: { personId: string; mine: boolean }) {
  const { add, form, save } = useDelegationForm(mine ? undefined : personId);
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        {add.error && (
          <Alert color="red" variant="outline" role="alert" title="Not saved">
            {add.error.message}
          </Alert>
        )}
        <SubstitutePicker except={personId} {...form.getInputProps('to')} value={form.values.to} />
        <Stack gap={4}>
          <Text size="sm" fw={600} id="delegation-when">
            When
          </Text>
          <SegmentedControl
            aria-labelledby="delegation-when"
            data={[
              { value: 'away', label: 'During leave' },
              { value: 'dates', label: 'Between dates' },
            ]}
            value={form.values.when}
            onChange={(value) => form.setFieldValue('when', value)}
          />
        </Stack>
        {form.values.when === 'dates' && <Days form={form} />}
        <MultiSelect
          label="Kinds of requests"
          placeholder={form.values.kinds.length === 0 ? 'Every kind' : undefined}
          data={KIND_CHOICES}
          clearable
          clearButtonProps={{ 'aria-label': 'Every kind' }}
          {...form.getInputProps('kinds')}
        />
        <Textarea label="Reason" maxLength={2000} {...form.getInputProps('reason')} />
        <Group>
          <Button type="submit" loading={add.isPending}>
            Name as substitute
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
