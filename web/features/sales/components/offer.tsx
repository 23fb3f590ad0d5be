import {
  Button,
  Group,
  NumberInput,
  SimpleGrid,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useForm, type UseFormReturnType } from '@mantine/form';
import { useState } from 'react';
import { percentText } from '../../../../domain/sales/shares';
import type { DealWire } from '../../../../domain/wire/deals';
import { isOpenStage } from '../../../../domain/sales/stages';
import { toFormErrors } from '../../../components/field-errors';
import { LineEditor } from '../../../components/line-editor';
import { MoneyField } from '../../../components/money-field';
import { MoneyText } from '../../../components/money-text';
import { FormProblem } from '../../../components/problem-note';
import { ScrollTable } from '../../../components/scroll-table';
import { Section } from '../../../components/section';
import type { FormValues } from '../../../lib/kind-form';
import { mutateThen } from '../../../lib/mutate-then';
import { useQuoteDeal } from '../api';

interface Line {
  description: string;
  quantity: string;
  unitPrice: DealWire['amount'];
  unitCost: DealWire['amount'];
  discount: number | string;
}

const emptyLine = (currency: string): Line => ({
  ...{ description: '', quantity: '1', discount: 0 },
  ...{ unitPrice: { amount: '', currency }, unitCost: { amount: '0', currency } },
});

function LineFields(props: { form: UseFormReturnType<FormValues>; line: Line; path: string }) {
  const { form, line, path } = props;
  return (
    <>
      <TextInput label="What it is" withAsterisk {...form.getInputProps(`${path}.description`)} />
      <SimpleGrid cols={{ base: 2, md: 4 }}>
        <TextInput
          label="Quantity"
          inputMode="decimal"
          {...form.getInputProps(`${path}.quantity`)}
        />
        <MoneyField form={form} path={`${path}.unitPrice`} value={line.unitPrice} label="Price" />
        <MoneyField form={form} path={`${path}.unitCost`} value={line.unitCost} label="Cost" />
        <NumberInput
          label="Discount"
          suffix=" %"
          min={0}
          max={100}
          decimalScale={2}
          {...form.getInputProps(`${path}.discount`)}
        />
      </SimpleGrid>
    </>
  );
}

function OfferEditor({ deal, onDone }: { deal: DealWire; onDone: () => void }) {
  const quote = useQuoteDeal(deal.id);
  const { currency } = deal.amount;
  const stored = deal.lines.map(({ discountBps, ...line }) => ({
    ...line,
    discount: discountBps / 100,
  }));
  const form = useForm<FormValues>({
    initialValues: { lines: stored.length > 0 ? stored : [emptyLine(currency)] },
  });
  const save = form.onSubmit((values) => {
    const lines = (values.lines as Line[]).map((line) => ({
      ...{ description: line.description, quantity: line.quantity },
      ...{ unitPrice: line.unitPrice, unitCost: line.unitCost },
      discountBps: Math.round(Number(line.discount) * 100),
    }));
    mutateThen(
      quote,
      { revision: deal.revision, lines },
      {
        onSuccess: onDone,
        onError: ({ errors }) => form.setErrors(toFormErrors(errors)),
      },
    );
  });
  return (
    <form onSubmit={save} noValidate>
      <Stack>
        <FormProblem title="The offer was not saved" problem={quote.error} />
        <LineEditor<Line>
          form={form}
          path="lines"
          noun="Line"
          emptyLine={() => emptyLine(currency)}
        >
          {(line, path) => <LineFields form={form} line={line} path={path} />}
        </LineEditor>
        <Group>
          <Button type="submit" loading={quote.isPending}>
            Save the offer
          </Button>
          <Button variant="default" onClick={onDone}>
            Leave it
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What is offered, line by line. */
export function Offer({ deal }: { deal: DealWire }) {
  const [isEditing, setEditing] = useState(false);
  const mayEdit = deal.may.change && isOpenStage(deal.stage) && !isEditing;
  return (
    <Section
      title="Offer"
      actions={
        mayEdit && (
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            Change the offer
          </Button>
        )
      }
    >
      {isEditing ? (
        <OfferEditor deal={deal} onDone={() => setEditing(false)} />
      ) : deal.lines.length === 0 ? (
        <Text size="sm" c="dimmed">
          No lines yet: the amount is the one that was entered.
        </Text>
      ) : (
        <ScrollTable
          label="Lines of the offer"
          head={['What it is', 'Quantity', 'Price', 'Discount', 'Amount']}
        >
          {deal.lines.map((line, at) => (
            <Table.Tr key={at}>
              <Table.Td>{line.description}</Table.Td>
              <Table.Td>{line.quantity}</Table.Td>
              <Table.Td>
                <MoneyText value={line.unitPrice} />
              </Table.Td>
              <Table.Td>{line.discountBps > 0 ? percentText(line.discountBps) : '–'}</Table.Td>
              <Table.Td>
                <MoneyText value={line.amount} />
              </Table.Td>
            </Table.Tr>
          ))}
        </ScrollTable>
      )}
    </Section>
  );
}
