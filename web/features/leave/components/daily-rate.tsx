import { Button, Group, Stack, Table, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { formatDate } from '../../../../domain/dates/format';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import { setDailyRateSchema, type DailyRateWire } from '../../../../domain/wire/leave-pay';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, plainMessage, toFormErrors } from '../../../components/field-errors';
import { MoneyInput } from '../../../components/money-input';
import { MoneyText } from '../../../components/money-text';
import { FormProblem } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import { mutateThen } from '../../../lib/mutate-then';
import { useDailyRates, useSetDailyRate } from '../daily-rate-api';

function RateForm({ employeeId }: { employeeId: string }) {
  const enter = useSetDailyRate();
  const form = useForm({
    initialValues: { validFrom: '', rate: { amount: '', currency: COMPANY_CURRENCY } },
    validate: (values) => {
      const parsed = setDailyRateSchema.safeParse(
        { employeeId, ...values },
        { error: plainMessage },
      );
      return parsed.success ? {} : issuesToFormErrors(parsed.error);
    },
  });
  const save = form.onSubmit((values) =>
    mutateThen(
      enter,
      { employeeId, ...values },
      {
        onSuccess: () => {
          notifications.show({ color: 'green', message: 'The daily rate is entered' });
          form.reset();
        },
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    ),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack gap="sm">
        <FormProblem title="Not entered" problem={enter.error} />
        <Group align="flex-start" gap="xs">
          <DayInput
            label="From"
            value={form.values.validFrom}
            onChange={(day) => form.setFieldValue('validFrom', day)}
            error={form.errors.validFrom}
          />
          <MoneyInput
            label="A day is worth"
            value={form.values.rate}
            onChange={(rate) => form.setFieldValue('rate', rate)}
            error={form.errors['rate.amount'] ?? form.errors.rate}
          />
          <Button type="submit" variant="default" mt={25} loading={enter.isPending}>
            Enter daily rate
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Rates({ rates }: { rates: DailyRateWire[] }) {
  if (rates.length === 0)
    return <Text size="sm">No daily rate is entered: leave cannot be paid out before one is.</Text>;
  return (
    <ScrollTable label="Daily rates" head={['From', 'A day is worth', 'Entered by']}>
      {rates.map(({ validFrom, rate, setBy }) => (
        <Table.Tr key={validFrom}>
          <Table.Td>{formatDate(validFrom)}</Table.Td>
          <Table.Td>
            <MoneyText value={rate} />
          </Table.Td>
          <Table.Td>{setBy.name}</Table.Td>
        </Table.Tr>
      ))}
    </ScrollTable>
  );
}

/** What a day of somebody's leave is worth when it is paid out; HR enters it. */
export function DailyRateSection(props: { employeeId: string; mayEnter: boolean }) {
  const query = useDailyRates(props.employeeId);
  return (
    <Section title="Daily rate">
      <Stack gap="sm">
        <QueryView query={query}>{(rates) => <Rates rates={rates} />}</QueryView>
        {props.mayEnter && <RateForm employeeId={props.employeeId} />}
      </Stack>
    </Section>
  );
}
