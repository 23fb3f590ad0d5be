import { Button, Group, List, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { formatDate } from '../../../../domain/dates/format';
import type { NewTax, TaxWire } from '../../../../domain/wire/receivables';
import { newTaxSchema } from '../../../../domain/wire/receivables';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { BooksPage } from '../components/books-page';
import { Refusal } from '../components/refusal';
import { useAddTax, useSetTaxRate, useTaxes } from '../receivables-api';

const EMPTY = { code: '', name: '', validFrom: '', parts: '' };
type Values = typeof EMPTY;

/** "CGST 9, SGST 9" as parts; what has no number is a part the schema refuses. */
function partsOf(text: string) {
  return text.split(',').map((part) => {
    const [, name = '', percent = ''] =
      /^\s*(.*?)\s+(\d{1,3}(?:\.\d{1,2})?)\s*%?\s*$/.exec(part) ?? [];
    return { name, bps: Math.round(Number(percent || 'x') * 100) };
  });
}

function bodyOf({ code, name, validFrom, parts }: Values, tax: TaxWire | null): NewTax {
  return {
    ...{ code: tax?.code ?? code, name: tax?.name ?? name },
    ...{ validFrom, parts: partsOf(parts) },
  };
}

function problemsOf(values: Values, tax: TaxWire | null) {
  const checked = newTaxSchema.safeParse(bodyOf(values, tax));
  if (checked.success) return {};
  const { code, name, validFrom, ...others } = issuesToFormErrors(checked.error);
  const parts = Object.keys(others).length > 0 ? 'Write parts such as "CGST 9, SGST 9"' : undefined;
  return { code, name, validFrom, parts };
}

function RateForm({ tax }: { tax: TaxWire | null }) {
  const [add, set] = [useAddTax(), useSetTaxRate(tax?.id ?? '')];
  const form = useForm<Values>({ initialValues: EMPTY, validate: (v) => problemsOf(v, tax) });
  const of = tax ? ` of ${tax.code}` : '';
  const save = form.onSubmit((values) => {
    const { validFrom, parts, ...rest } = bodyOf(values, tax);
    const sequel = {
      onSuccess: () => {
        notifications.show({ color: 'green', message: 'The tax is saved' });
        form.reset();
      },
      onError: ({ errors }: { errors: { path: string; message: string }[] }) =>
        form.setErrors(toFormErrors(errors)),
    };
    if (tax) mutateThen(set, { validFrom, parts }, sequel);
    else mutateThen(add, { ...rest, validFrom, parts }, sequel);
  });
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not saved" problem={tax ? set.error : add.error} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {!tax && <TextInput label="Code" withAsterisk {...form.getInputProps('code')} />}
          {!tax && <TextInput label="Name" withAsterisk {...form.getInputProps('name')} />}
          <DayInput
            label={`From the day on${of}`}
            withAsterisk
            error={form.errors.validFrom}
            value={form.values.validFrom}
            onChange={(day) => form.setFieldValue('validFrom', day)}
          />
          <TextInput
            label={`Parts in percent${of}`}
            placeholder="CGST 9, SGST 9"
            withAsterisk
            {...form.getInputProps('parts')}
          />
        </SimpleGrid>
        <Group>
          <Button
            type="submit"
            variant={tax ? 'default' : 'filled'}
            loading={add.isPending || set.isPending}
          >
            {tax ? `Set the rate${of}` : 'Add the tax'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Tax({ tax }: { tax: TaxWire }) {
  return (
    <Section title={`${tax.code}: ${tax.name}`}>
      <Stack>
        <List size="sm">
          {tax.rates.map(({ validFrom, parts }) => (
            <List.Item key={validFrom}>
              From {formatDate(validFrom)}:{' '}
              {parts.map(({ name, bps }) => `${name} ${bps / 100} %`).join(', ')}
            </List.Item>
          ))}
        </List>
        <RateForm tax={tax} />
      </Stack>
    </Section>
  );
}

/** The taxes of invoices, and what each consists of from which day on. */
export function Component() {
  const query = useTaxes();
  return (
    <BooksPage
      title="Taxes"
      description="An invoice has the rates of its day; what was issued keeps them."
    >
      <QueryView query={query}>
        {(taxes) => taxes.map((tax) => <Tax key={tax.id} tax={tax} />)}
      </QueryView>
      <Section title="Add a tax">
        <RateForm tax={null} />
      </Section>
    </BooksPage>
  );
}
