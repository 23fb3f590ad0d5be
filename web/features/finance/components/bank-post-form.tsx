import { Button, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { BankLineDetail } from '../../../../domain/wire/bank';
import { toFormErrors } from '../../../components/field-errors';
import { mutateThen } from '../../../lib/mutate-then';
import { useAccounts } from '../api';
import { usePostLine } from '../bank-api';
import { Refusal } from './refusal';

/** Posts a line of the bank that no document is of: a fee, interest. */
export function BankPostForm({ line }: { line: BankLineDetail }) {
  const accounts = useAccounts();
  const post = usePostLine(line.id);
  const form = useForm({
    initialValues: { accountId: null as string | null, memo: line.description.slice(0, 300) },
    validate: {
      accountId: (id) => (id ? null : 'Choose an account'),
      memo: (memo) => (memo.trim() ? null : 'Say what it is'),
    },
  });
  const save = form.onSubmit(({ accountId, memo }) =>
    mutateThen(
      post,
      { accountId: accountId ?? '', memo },
      {
        onError: ({ errors }) =>
          form.setErrors(
            toFormErrors(errors.map((one) => ({ ...one, path: one.path.replace('lines.0.', '') }))),
          ),
      },
    ),
  );
  const data = (accounts.data ?? [])
    .filter(({ id, active, control }) => active && control === null && id !== line.account.id)
    .map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }));
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not posted" problem={post.error} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <Select
            label="For account"
            withAsterisk
            searchable
            data={data}
            {...form.getInputProps('accountId')}
          />
          <TextInput label="Text" withAsterisk {...form.getInputProps('memo')} />
        </SimpleGrid>
        <Group>
          <Button type="submit" variant="default" loading={post.isPending}>
            Post and match it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
