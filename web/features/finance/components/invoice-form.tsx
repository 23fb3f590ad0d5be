import { Button, Group, Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import type { FieldProblem } from '../../../../domain/errors';
import type { MoneyWire } from '../../../../domain/wire/common';
import {
  invoiceContentSchema,
  type BillableCustomer,
  type InvoiceContent,
  type InvoiceWire,
  type TaxWire,
} from '../../../../domain/wire/receivables';
import { CurrencyChoice } from '../../../components/currency-choice';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { LineEditor } from '../../../components/line-editor';
import { MoneyField } from '../../../components/money-field';
import type { FormValues, KindFieldsProps } from '../../../lib/kind-form';
import type { ApiProblem } from '../../../lib/api';
import { Refusal } from './refusal';

interface Line {
  description: string;
  quantity: string;
  unitPrice: MoneyWire;
  taxId: string | null;
}

const ROUNDINGS = [
  { value: 'line', label: 'On each line' },
  { value: 'document', label: 'Once for all lines of a rate' },
];

const emptyLine = (lines: Line[]): Line => ({
  ...{ description: '', quantity: '1', taxId: lines.at(-1)?.taxId ?? null },
  unitPrice: { amount: '', currency: lines[0]?.unitPrice.currency ?? COMPANY_CURRENCY },
});

function valuesOf(invoice: InvoiceWire | null): FormValues {
  if (!invoice)
    return {
      ...{ customerId: null, invoicedOn: '', dueOn: '', currency: COMPANY_CURRENCY },
      ...{ taxRounding: 'line', billTo: '', reference: '', notes: '', dealId: null },
      lines: [emptyLine([])],
    };
  const { invoicedOn, dueOn, currency, taxRounding, billTo, reference, notes } = invoice;
  return {
    ...{ customerId: invoice.customer.id, invoicedOn, dueOn, currency, taxRounding, billTo },
    ...{ reference, notes, departmentId: invoice.departmentId, projectId: invoice.projectId },
    dealId: invoice.deal?.id ?? null,
    lines: invoice.lines.map(({ description, quantity, unitPrice, taxId, account }) => ({
      ...{ description, quantity, unitPrice, taxId, accountId: account.id },
    })),
  };
}

/** What is sent: the currency is chosen once, for the whole invoice. */
function contentOf(values: FormValues): FormValues {
  const lines = (values.lines as Line[]).map((line) => ({
    ...line,
    unitPrice: { ...line.unitPrice, currency: values.currency },
  }));
  return { ...values, lines };
}

function LineFields({
  form,
  line,
  path,
  taxes,
}: KindFieldsProps & { line: Line; path: string; taxes: TaxWire[] }) {
  const currency = form.values.currency as string;
  return (
    <>
      <TextInput
        label="What it is for"
        withAsterisk
        {...form.getInputProps(`${path}.description`)}
      />
      <SimpleGrid cols={{ base: 1, xs: 3 }}>
        <TextInput
          label="Quantity"
          withAsterisk
          inputMode="decimal"
          {...form.getInputProps(`${path}.quantity`)}
        />
        <MoneyField
          form={form}
          path={`${path}.unitPrice`}
          value={{ ...line.unitPrice, currency }}
          label="Price of one"
          withAsterisk
        />
        <Select
          label="Tax"
          clearable
          placeholder="None"
          data={taxes.map(({ id, code }) => ({ value: id, label: code }))}
          {...form.getInputProps(`${path}.taxId`)}
        />
      </SimpleGrid>
    </>
  );
}

function Head({ form, customers }: KindFieldsProps & { customers: BillableCustomer[] }) {
  const day = (name: 'invoicedOn' | 'dueOn', label: string) => (
    <DayInput
      {...form.getInputProps(name)}
      label={label}
      withAsterisk
      value={form.values[name] as string}
    />
  );
  const deals = customers.find(({ id }) => id === form.values.customerId)?.deals ?? [];
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Select
          label="Customer"
          withAsterisk
          searchable
          data={customers.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('customerId')}
          onChange={(id) => {
            form.setFieldValue('customerId', id);
            form.setFieldValue('billTo', customers.find((one) => one.id === id)?.billTo ?? '');
            form.setFieldValue('dealId', null);
          }}
        />
        <CurrencyChoice {...form.getInputProps('currency')} />
        {day('invoicedOn', 'Date')}
        {day('dueOn', 'Due on')}
        <Select
          label="Deal"
          description="Credits those who sold it"
          clearable
          searchable
          placeholder="None"
          data={deals.map(({ id, number, name }) => ({ value: id, label: `${number}, ${name}` }))}
          {...form.getInputProps('dealId')}
        />
        <TextInput label="Their reference" {...form.getInputProps('reference')} />
        <Select
          label="Tax is rounded"
          allowDeselect={false}
          data={ROUNDINGS}
          {...form.getInputProps('taxRounding')}
        />
      </SimpleGrid>
      <Textarea label="Made out to" withAsterisk autosize {...form.getInputProps('billTo')} />
    </>
  );
}

/** An invoice as it is drafted; what is wrong stands at its field and nothing is lost. */
export function InvoiceForm(props: {
  invoice: InvoiceWire | null;
  customers: BillableCustomer[];
  taxes: TaxWire[];
  problem: ApiProblem | null;
  isSaving: boolean;
  onSave: (content: InvoiceContent, refuse: (errors: FieldProblem[]) => void) => void;
}) {
  const form = useForm<FormValues>({
    initialValues: valuesOf(props.invoice),
    validate: (values) => {
      const checked = invoiceContentSchema.safeParse(contentOf(values));
      return checked.success ? {} : issuesToFormErrors(checked.error);
    },
  });
  const save = form.onSubmit((values) =>
    props.onSave(invoiceContentSchema.parse(contentOf(values)), (errors) =>
      form.setErrors(toFormErrors(errors, 'content')),
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not saved" problem={props.problem} />
        <Head form={form} customers={props.customers} />
        <LineEditor form={form} path="lines" noun="Line" emptyLine={emptyLine}>
          {(line: Line, path) => (
            <LineFields form={form} line={line} path={path} taxes={props.taxes} />
          )}
        </LineEditor>
        <Textarea label="Notes" autosize {...form.getInputProps('notes')} />
        <Group>
          <Button type="submit" loading={props.isSaving}>
            Save the draft
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
