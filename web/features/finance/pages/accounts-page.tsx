import { Button, Group, Select, SimpleGrid, Stack, Switch, Table, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { ACCOUNT_KINDS, type AccountKind } from '../../../../domain/finance/accounts';
import type { AccountWire } from '../../../../domain/wire/finance';
import { toFormErrors } from '../../../components/field-errors';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { humanise } from '../../../lib/text';
import { useAccounts, useAddAccount, useChangeAccount } from '../api';
import { BooksPage } from '../components/books-page';
import { AccountLink } from '../components/figures';
import { Refusal } from '../components/refusal';

const kinds = ACCOUNT_KINDS.map((value) => ({ value, label: humanise(value) }));

function AccountRow({ account }: { account: AccountWire }) {
  const change = useChangeAccount(account.id);
  const isPostedTo = account.uses.length > 0 || account.control !== null;
  return (
    <Table.Tr>
      <Table.Td>
        <AccountLink account={account} filters={{}} />
      </Table.Td>
      <Table.Td>{humanise(account.kind)}</Table.Td>
      <Table.Td>{[account.control, ...account.uses].filter(Boolean).join(', ')}</Table.Td>
      <Table.Td>
        <Switch
          aria-label={`${account.code} is in use`}
          checked={account.active}
          disabled={isPostedTo || change.isPending}
          onChange={(event) => change.mutate({ active: event.currentTarget.checked })}
        />
      </Table.Td>
    </Table.Tr>
  );
}

function AccountForm() {
  const add = useAddAccount();
  const form = useForm({
    initialValues: { code: '', name: '', kind: 'expense' as AccountKind },
    validate: {
      code: (code) => (/^\d{3,8}$/.test(code.trim()) ? null : 'Use three to eight digits'),
      name: (name) => (name.trim() ? null : 'Give it a name'),
    },
  });
  const save = form.onSubmit((account) =>
    mutateThen(add, account, {
      onSuccess: ({ code }) => {
        notifications.show({ color: 'green', message: `Account ${code} is there` });
        form.reset();
      },
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not added" problem={add.error} />
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput label="Code" withAsterisk {...form.getInputProps('code')} />
          <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />
          <Select label="Kind" data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
        </SimpleGrid>
        <Group>
          <Button type="submit" loading={add.isPending}>
            Add the account
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The chart of accounts. */
export function Component() {
  const query = useAccounts();
  return (
    <BooksPage
      title="Accounts"
      description="What documents are posted to stays in use; a control account sums them up."
    >
      <QueryView query={query}>
        {(accounts) => (
          <ScrollTable label="Accounts" head={['Account', 'Kind', 'Posted to it', 'In use']}>
            {accounts.map((account) => (
              <AccountRow key={account.id} account={account} />
            ))}
          </ScrollTable>
        )}
      </QueryView>
      <Section title="Add an account">
        <AccountForm />
      </Section>
    </BooksPage>
  );
}
