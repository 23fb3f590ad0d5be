import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { companyAccountSchema, type CompanyAccount } from '../../../../domain/wire/expenses';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useCompanyAccount, useSetCompanyAccount } from '../api';
import { ProblemNote } from '../../../components/problem-note';

function AccountForm() {
  const set = useSetCompanyAccount();
  const form = useForm<CompanyAccount>({
    initialValues: { holder: '', ifsc: '', accountNumber: '' },
    validate: (values) => {
      const found = companyAccountSchema.safeParse(values);
      return found.success ? {} : issuesToFormErrors(found.error);
    },
  });
  const save = form.onSubmit((values) =>
    mutateThen(set, values, {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The account is set' });
        form.reset();
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <ProblemNote title="Not set" problem={set.error} />
        <SimpleGrid cols={{ base: 1, xs: 3 }}>
          <TextInput label="Account holder" withAsterisk {...form.getInputProps('holder')} />
          <TextInput
            label="IFSC"
            placeholder="HDFC0001234"
            withAsterisk
            {...form.getInputProps('ifsc')}
          />
          <TextInput
            label="Account number"
            withAsterisk
            inputMode="numeric"
            autoComplete="off"
            {...form.getInputProps('accountNumber')}
          />
        </SimpleGrid>
        <Group>
          <Button type="submit" variant="default" loading={set.isPending}>
            Set the account
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Where reimbursements are paid from: files for the bank name it. */
export function CompanyAccountSection() {
  const query = useCompanyAccount();
  return (
    <Section title="The account we pay from">
      <Stack>
        <QueryView query={query}>
          {({ account }) => (
            <Text size="sm">
              {account
                ? `${account.holder}, ${account.ifsc}, ending in ${account.accountEnding}`
                : 'None is set: there are no files for the bank without one.'}
            </Text>
          )}
        </QueryView>
        <AccountForm />
      </Stack>
    </Section>
  );
}
