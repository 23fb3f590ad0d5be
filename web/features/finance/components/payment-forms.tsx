import { Button, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { COMPANY_CURRENCY } from '../../../../domain/money/company-currency';
import { formatMoney, parseMoney } from '../../../../domain/money/money';
import {
  madePaymentSchema,
  paymentReversalSchema,
  type BillPayment,
} from '../../../../domain/wire/payables';
import { DayInput } from '../../../components/day-input';
import { issuesToFormErrors, toFormErrors } from '../../../components/field-errors';
import { MoneyField } from '../../../components/money-field';
import { RateNote } from '../../../components/rate-note';
import type { FormValues } from '../../../lib/kind-form';
import { mutateThen } from '../../../lib/mutate-then';
import { useMakePayment, useReversePayment } from '../payables-api';
import { Refusal } from './refusal';
import { TakeBackForm } from './take-back-form';

const NO_AMOUNT = { amount: '', currency: COMPANY_CURRENCY };

/** What the form says: without an amount of the bank, the rate of the day is meant. */
function bodyOf({ on, bankAmount }: FormValues) {
  const said = bankAmount as typeof NO_AMOUNT;
  return { on, ...(said.amount === '' ? {} : { bankAmount: said }) };
}

/** Records that a released payment was made: on a day, at its rate or for what the bank took. */
export function MadeForm({ payment, today }: { payment: BillPayment; today: string }) {
  const make = useMakePayment(payment.id);
  const form = useForm<FormValues>({
    initialValues: { on: today, bankAmount: NO_AMOUNT },
    validate: (values) => {
      const checked = madePaymentSchema.safeParse(bodyOf(values));
      return checked.success ? {} : issuesToFormErrors(checked.error);
    },
  });
  const bankAmount = form.values.bankAmount as typeof NO_AMOUNT;
  const save = form.onSubmit((values) =>
    mutateThen(make, madePaymentSchema.parse(bodyOf(values)), {
      onSuccess: () => notifications.show({ color: 'green', message: 'The payment is recorded' }),
      onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
    }),
  );
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <Refusal title="Not recorded" problem={make.error} />
        <DayInput
          {...form.getInputProps('on')}
          label="Paid on"
          maw={240}
          value={form.values.on as string}
        />
        {bankAmount.amount === '' && (
          <RateNote amount={payment.amount} on={form.values.on as string} />
        )}
        <MoneyField
          form={form}
          path="bankAmount"
          value={bankAmount}
          label="What the bank took"
          description="Only where the bank says it; otherwise the rate of the day is used"
        />
        <Group>
          <Button type="submit" loading={make.isPending}>
            Record {formatMoney(parseMoney(payment.amount))} as paid
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Takes a payment back, or says that it will not be made. */
export function TakePaymentBack({ payment, today }: { payment: BillPayment; today: string }) {
  const reverse = useReversePayment(payment.id);
  const earliest = payment.made?.on ?? today;
  return (
    <TakeBackForm
      reverse={reverse}
      on={earliest > today ? earliest : today}
      validate={(reversal) => {
        const checked = paymentReversalSchema.safeParse(reversal);
        return checked.success ? {} : issuesToFormErrors(checked.error);
      }}
      effect="Its part of the bill is open again; its entry is mirrored, with the difference."
      action={payment.made ? 'Take the payment back' : 'It will not be paid'}
    />
  );
}
