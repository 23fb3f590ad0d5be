import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { newcomerDetailsSchema, type DraftDetails } from '../../../../domain/wire/preboarding';
import { EmptyState } from '../../../components/empty-state';
import { FactList } from '../../../components/fact-list';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { mutateThen } from '../../../lib/mutate-then';
import { useMe } from '../../../lib/session';
import { useChangeDetails, usePersonalDetails, type KeptDetails } from '../api';
import { factsOf } from '../words';
import { PersonFields } from './person-fields';

const NOTHING: DraftDetails = {
  ...{ phone: '', street: '', city: '', postalCode: '', country: '', size: null },
  ...{ contactName: '', contactRelation: '', contactPhone: '' },
};

function useDetailsForm(personId: string, kept: KeptDetails, onDone: () => void) {
  const change = useChangeDetails(personId);
  const form = useForm<DraftDetails>({
    initialValues: kept ? newcomerDetailsSchema.strip().parse(kept) : NOTHING,
    validate: (values) => {
      const read = newcomerDetailsSchema.safeParse(values);
      return read.success ? {} : issuesToFormErrors(read.error);
    },
  });
  const save = form.onSubmit((values) =>
    mutateThen(change, newcomerDetailsSchema.parse(values), {
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'Personal details kept' });
        onDone();
      },
    }),
  );
  return { form, change, save };
}

function DetailsForm(props: { personId: string; kept: KeptDetails; onDone: () => void }) {
  const { form, change, save } = useDetailsForm(props.personId, props.kept, props.onDone);
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <PersonFields field={(name) => form.getInputProps(name)} />
        <FormProblem title="Not saved" problem={change.error} />
        <Group>
          <Button type="submit" loading={change.isPending}>
            Save
          </Button>
          <Button variant="default" onClick={props.onDone}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Kept({ personId, kept }: { personId: string; kept: KeptDetails }) {
  const me = useMe();
  const [isChanging, setChanging] = useState(false);
  if (isChanging)
    return <DetailsForm personId={personId} kept={kept} onDone={() => setChanging(false)} />;
  return (
    <Stack align="flex-start">
      {kept ? <FactList facts={factsOf(kept)} /> : <EmptyState title="None are kept" />}
      {personId === me.id && (
        <Button variant="default" size="xs" onClick={() => setChanging(true)}>
          {kept ? 'Change my details' : 'Add my details'}
        </Button>
      )}
    </Stack>
  );
}

/** Address, emergency contact and the like: for the person, who may change them, HR and admins. */
export function PersonalDetails({ personId }: { personId: string }) {
  const query = usePersonalDetails(personId);
  return (
    <QueryView query={query}>
      {({ details }) => <Kept personId={personId} kept={details} />}
    </QueryView>
  );
}
