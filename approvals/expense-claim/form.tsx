import { MultiSelect, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { daysBetween, eachDate, parseDate } from '../../domain/dates/calendar';
import {
  CLAIM_CURRENCY,
  EXPENSE_CATEGORIES,
  EXPENSE_CATEGORY_NAMES,
} from '../../domain/expenses/claims';
import { MEALS, type Meal } from '../../domain/expenses/per-diem';
import { VEHICLE_NAMES, VEHICLES, type Vehicle } from '../../domain/expenses/mileage';
import { formatMoney, readMoney, sumMoney } from '../../domain/money/money';
import type { MoneyWire } from '../../domain/wire/common';
import { CurrencyChoice } from '../../web/components/currency-choice';
import { DayInput } from '../../web/components/day-input';
import { LineEditor } from '../../web/components/line-editor';
import { PlaceField } from '../../web/components/per-diem-place';
import { MoneyField } from '../../web/components/money-field';
import { OverBudgetField } from '../../web/components/over-budget-field';
import { ReceiptField } from '../../web/components/receipt-field';
import type { FormValues, KindFieldsProps } from '../../web/lib/kind-form';
import { sayDate } from '../../web/lib/dates';
import { type Message, translate, translateIfKnown, useT } from '../../web/lib/i18n/language';

interface Line {
  basis?: Basis;
  date: string;
  category: string | null;
  /** Not of a drive that is changed. */
  amount?: MoneyWire;
  vehicle?: Vehicle;
  distance?: string;
  place?: string;
  until?: string;
  meals?: ProvidedMeal[];
  description: string;
  receipts?: string[];
}

interface ProvidedMeal {
  date: string;
  meal: Meal;
}

type Basis = 'actual' | 'mileage' | 'per-diem';

const nothing = (): MoneyWire => ({ amount: '', currency: CLAIM_CURRENCY });

const emptyLine = (): Line => ({
  date: '',
  category: null,
  amount: nothing(),
  description: '',
});

/** What an empty form holds: one line to start with, of which a link may say the day, the amount and what it was for. */
export function initialValues(search?: URLSearchParams): FormValues {
  const said = (name: string) => search?.get(name) ?? '';
  const amount = { amount: said('amount'), currency: CLAIM_CURRENCY };
  const category = EXPENSE_CATEGORIES.find((known) => known === said('category')) ?? null;
  const date = parseDate(said('date')) ?? '';
  return {
    title: '',
    project: '',
    overBudgetReason: '',
    lines: [{ ...emptyLine(), date, category, amount, description: said('description') }],
  };
}

/** A line says what belongs to its basis, and without receipts nothing of them. */
export function toRequest({ lines, project, overBudgetReason, ...values }: FormValues): FormValues {
  const charged = project ? { project } : {};
  const reason = overBudgetReason ? { overBudgetReason } : {};
  return { ...values, ...charged, ...reason, lines: (lines as Line[]).map(toLine) };
}

function toLine({ basis, receipts = [], ...line }: Line) {
  const { date, category, amount, vehicle, distance, description } = line;
  const { place, until, meals = [] } = line;
  const proof = receipts.length > 0 ? { receipts } : {};
  if (basis === 'per-diem') {
    const provided = meals.length > 0 ? { meals } : {};
    return { basis, date, category: 'travel', place, until, description, ...provided, ...proof };
  }
  if (basis !== 'mileage') return { date, category, amount, description, ...proof };
  return { basis, date, category: 'travel', vehicle, distance, description, ...proof };
}

// Lines that are not amounts yet do not count yet; what others come to is seen beside the form.
function totalOf(lines: Line[]): string {
  const paid = lines.filter(({ basis = 'actual' }) => basis === 'actual');
  const amounts = paid.flatMap(({ amount = nothing() }) => {
    const money = readMoney(amount);
    return 'member' in money || money.currency !== CLAIM_CURRENCY ? [] : [money];
  });
  const isHome = paid.every(({ amount }) => !amount || amount.currency === CLAIM_CURRENCY);
  const without = [
    ...(isHome ? [] : [translate('lines in other currencies')]),
    ...(paid.length === lines.length ? [] : [translate('what is reckoned')]),
  ];
  const amount = formatMoney(sumMoney(amounts, CLAIM_CURRENCY));
  if (without.length === 0) return translate('Total {{amount}}', { amount });
  const left = without.join(translate(' and '));
  return translate('Total {{amount}} without {{left}}', { amount, left });
}

const categories = () =>
  EXPENSE_CATEGORIES.map((value) => ({
    value,
    label: translateIfKnown(EXPENSE_CATEGORY_NAMES[value]),
  }));

const bases: { value: Basis; label: Message }[] = [
  { value: 'actual', label: 'What was paid' },
  { value: 'mileage', label: 'Mileage' },
  { value: 'per-diem', label: 'Per diem' },
];

const vehicles = () =>
  VEHICLES.map((value) => ({ value, label: translateIfKnown(VEHICLE_NAMES[value]) }));

type LineProps = KindFieldsProps & { line: Line; path: string };

function Paid({ form, line, path }: LineProps) {
  const t = useT();
  return (
    <>
      <Select
        label={t('Category')}
        withAsterisk
        data={categories()}
        {...form.getInputProps(`${path}.category`)}
      />
      <MoneyField
        form={form}
        path={`${path}.amount`}
        value={line.amount ?? nothing()}
        label={t('Amount')}
        withAsterisk
      />
      <CurrencyChoice {...form.getInputProps(`${path}.amount.currency`)} />
    </>
  );
}

function Driven({ form, path }: LineProps) {
  const t = useT();
  return (
    <>
      <Select
        label={t('Vehicle')}
        withAsterisk
        data={vehicles()}
        {...form.getInputProps(`${path}.vehicle`)}
      />
      <TextInput
        label={t('Kilometres')}
        description={t('What they are worth is reckoned by the rate of the day')}
        placeholder="12.5"
        withAsterisk
        inputMode="decimal"
        autoComplete="off"
        {...form.getInputProps(`${path}.distance`)}
      />
    </>
  );
}

const MEAL_DAYS = 31;

// Every meal of every day, as "2026-12-01 lunch".
function mealChoices({ date, until = '' }: Line) {
  if (parseDate(date) === undefined || parseDate(until) === undefined) return [];
  if (until < date || daysBetween(date, until) >= MEAL_DAYS) return [];
  return [...eachDate(date, until)].flatMap((day) =>
    MEALS.map((meal) => ({
      value: `${day} ${meal}`,
      label: `${sayDate(day)}, ${translateIfKnown(meal)}`,
    })),
  );
}

function Away({ form, line, path }: LineProps) {
  const t = useT();
  const change = (chosen: string[]) =>
    form.setFieldValue(
      `${path}.meals`,
      chosen.map((one) => ({ date: one.slice(0, 10), meal: one.slice(11) })),
    );
  return (
    <>
      <DayInput
        {...form.getInputProps(`${path}.until`)}
        label={t('Last day')}
        withAsterisk
        value={line.until ?? ''}
      />
      <PlaceField {...form.getInputProps(`${path}.place`)} value={line.place || null} />
      <MultiSelect
        label={t('Meals that were provided')}
        searchable
        description={t('Each takes its share off its day')}
        data={mealChoices(line)}
        value={(line.meals ?? []).map(({ date, meal }) => `${date} ${meal}`)}
        onChange={change}
        error={form.errors[`${path}.meals`]}
      />
    </>
  );
}

function Reckoned(props: LineProps) {
  const { basis = 'actual' } = props.line;
  if (basis === 'mileage') return <Driven {...props} />;
  return basis === 'per-diem' ? <Away {...props} /> : <Paid {...props} />;
}

function ClaimLine(props: LineProps) {
  const t = useT();
  const { form, line, path } = props;
  const { basis = 'actual' } = line;
  // What the other basis needs is there from then on, so that each field has its place to write to.
  const change = (next: string | null) =>
    form.setFieldValue(path, {
      ...{ amount: nothing(), distance: '', place: '', until: '', meals: [], ...line },
      basis: next ?? 'actual',
    });
  return (
    <>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <DayInput
          {...form.getInputProps(`${path}.date`)}
          label={basis === 'per-diem' ? t('First day') : t('Date')}
          withAsterisk
          value={line.date}
        />
        <Select
          label={t('Claimed by')}
          allowDeselect={false}
          data={bases.map(({ value, label }) => ({ value, label: t(label) }))}
          value={basis}
          onChange={change}
        />
        <Reckoned {...props} />
      </SimpleGrid>
      <TextInput
        label={t('What it was for')}
        withAsterisk
        {...form.getInputProps(`${path}.description`)}
      />
      <ReceiptField
        value={line.receipts ?? []}
        error={form.errors[`${path}.receipts`]}
        onChange={(ids) => form.setFieldValue(`${path}.receipts`, ids)}
      />
    </>
  );
}

/** What was spent, line by line, and what it adds up to. */
export function Fields({ form }: KindFieldsProps) {
  const t = useT();
  return (
    <Stack>
      <TextInput
        label={t('Title')}
        placeholder={t('Client visit in Pune')}
        withAsterisk
        {...form.getInputProps('title')}
      />
      <TextInput
        label={t('Project')}
        description={t('Its code, if the claim is for one')}
        {...form.getInputProps('project')}
        value={(form.values.project as string | undefined) ?? ''}
      />
      <LineEditor form={form} path="lines" noun="Line" emptyLine={emptyLine} total={totalOf}>
        {(line: Line, path) => <ClaimLine form={form} line={line} path={path} />}
      </LineEditor>
      <OverBudgetField form={form} />
    </Stack>
  );
}
