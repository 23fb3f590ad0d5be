import { Alert, Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import type { DraftDetails, OwnPreboarding } from '../../../../domain/wire/preboarding';
import { toFormErrors } from '../../../components/field-errors';
import { FormProblem } from '../../../components/problem-note';
import { Section } from '../../../components/section';
import type { ApiProblem } from '../../../lib/api';
import { mutateThen } from '../../../lib/mutate-then';
import { useSaveForm, useSubmitForm, type Filled } from '../api';
import { EarlyDocuments } from './early-documents';
import { PersonFields } from './person-fields';

interface Values {
  details: DraftDetails;
  account: { accountHolder: string; bankName: string; ifsc: string; accountNumber: string };
}

type Form = UseFormReturnType<Values>;

function valuesOf({ details, account }: OwnPreboarding): Values {
  const { accountHolder = '', bankName = '', ifsc = '' } = account ?? {};
  return { details, account: { accountHolder, bankName, ifsc, accountNumber: '' } };
}

/** An account of which nothing is written is none; a number that is not typed again stays as it was. */
function filledOf({ details, account }: Values): Filled {
  const { accountNumber, ...rest } = account;
  const isNamed = Object.values(account).some((text) => text.trim() !== '');
  const typed = accountNumber.trim() ? { accountNumber } : {};
  return { details, account: isNamed ? { ...rest, ...typed } : null };
}

function AccountFields({ form, ending }: { form: Form; ending: string }) {
  const field = (name: keyof Values['account']) => ({
    autoComplete: 'off',
    ...form.getInputProps(`account.${name}`),
  });
  return (
    <Section title="Where your salary goes">
      <Text size="sm" c="dimmed" mb="sm">
        You can leave this out and name an account once you have begun.
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput
          label="Account holder"
          description="As the bank has it"
          {...field('accountHolder')}
        />
        <TextInput label="Bank" {...field('bankName')} />
        <TextInput label="IFSC" placeholder="HDFC0001234" {...field('ifsc')} />
        <TextInput
          label="Account number"
          description={ending ? `Kept: •••• ${ending}. Type it only to change it` : undefined}
          inputMode="numeric"
          {...field('accountNumber')}
        />
      </SimpleGrid>
    </Section>
  );
}

function useNewcomerForm(token: string, own: OwnPreboarding, onDone: () => void) {
  const form = useForm<Values>({ initialValues: valuesOf(own) });
  const save = useSaveForm(token);
  const submit = useSubmitForm(token);
  const [isSaved, setSaved] = useState(false);
  const onError = ({ errors }: ApiProblem) => form.setErrors(toFormErrors(errors));
  const keep = () => {
    submit.reset();
    setSaved(false);
    form.clearErrors();
    mutateThen(save, filledOf(form.values), { onError, onSuccess: () => setSaved(true) });
  };
  const handIn = form.onSubmit((values) => {
    save.reset();
    setSaved(false);
    mutateThen(submit, filledOf(values), { onError, onSuccess: onDone });
  });
  return { form, save, submit, isSaved, keep, handIn };
}

/** The form itself: saved as often as one likes, handed in once. */
export function NewcomerForm(props: { own: OwnPreboarding; token: string; onDone: () => void }) {
  const { own, token } = props;
  const { form, save, submit, isSaved, keep, handIn } = useNewcomerForm(token, own, props.onDone);
  return (
    <form onSubmit={handIn} noValidate>
      <Stack>
        {own.reason && (
          <Alert color="yellow" variant="outline" title="HR has sent it back">
            {own.reason}
          </Alert>
        )}
        <PersonFields field={(name) => form.getInputProps(`details.${name}`)} />
        <AccountFields form={form} ending={own.account?.accountEnding ?? ''} />
        {own.documents.length > 0 && (
          <Section title="Documents">
            <EarlyDocuments documents={own.documents} token={token} />
          </Section>
        )}
        <FormProblem title="Not saved" problem={save.error} />
        <FormProblem title="Not handed in" problem={submit.error} />
        {submit.error && submit.error.errors.length > 0 && (
          <Text size="sm" c="red.9" role="alert">
            Something is missing above. What you wrote is kept.
          </Text>
        )}
        {isSaved && (
          <Text size="sm" role="status">
            Saved. You can close the page and come back by the same link.
          </Text>
        )}
        <Group>
          <Button type="submit" loading={submit.isPending}>
            Hand in
          </Button>
          <Button variant="default" loading={save.isPending} onClick={keep}>
            Save for later
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
