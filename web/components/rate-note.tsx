import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { formatDate } from '../../domain/dates/format';
import { COMPANY_CURRENCY } from '../../domain/money/company-currency';
import { convertMoney, readRate } from '../../domain/money/exchange';
import { formatMoney, readMoney } from '../../domain/money/money';
import type { MoneyWire, Page } from '../../domain/wire/common';
import type { ExchangeRateWire } from '../../domain/wire/expenses';
import { api, type ApiProblem } from '../lib/api';
import { useT } from '../lib/i18n/language';
import { keys } from '../lib/query-keys';

function useRate(currency: string, on: string) {
  return useQuery<ExchangeRateWire | null, ApiProblem>({
    queryKey: keys.exchangeRateOf(currency, on),
    queryFn: async ({ signal }) => {
      const query = { currency, on, limit: 1 };
      const { items } = await api.get<Page<ExchangeRateWire>>('/exchange-rates', query, signal);
      return items[0] ?? null;
    },
  });
}

function worthOf(amount: MoneyWire, rate: ExchangeRateWire): string {
  const [money, exact] = [readMoney(amount), readRate(rate.rate)];
  if ('member' in money || exact === undefined) return COMPANY_CURRENCY;
  return formatMoney(convertMoney(money, exact, COMPANY_CURRENCY));
}

function Rate({ amount, on }: { amount: MoneyWire; on: string }) {
  const t = useT();
  const { currency } = amount;
  const { data: rate, isPending, error } = useRate(currency, on);
  const date = formatDate(on);
  if (isPending) return <Text size="sm">{t('Looking up the rate')}</Text>;
  if (error) return <Text size="sm">{error.message}</Text>;
  if (rate)
    return (
      <Text size="sm">
        {t(
          '{{amount}} in the books: {{rate}} for one {{currency}} on {{date}}, entered by {{name}}',
          {
            ...{ amount: worthOf(amount, rate), rate: rate.rate, currency, date },
            name: rate.enteredBy.name,
          },
        )}
      </Text>
    );
  return (
    <Text size="sm" fw={600}>
      {t('There is no rate of {{currency}} for {{date}} yet.', { currency, date })}{' '}
      <Anchor component={Link} to="/expenses/rates" size="sm" underline="always">
        {t('The exchange rates')}
      </Anchor>
    </Text>
  );
}

/** What an amount in another currency is worth in the books on a day, and whose rate says so; nothing without a day. */
export function RateNote({ amount, on }: { amount: MoneyWire; on: string }) {
  if (amount.currency === COMPANY_CURRENCY || on === '') return null;
  return (
    <div role="status">
      <Rate amount={amount} on={on} />
    </div>
  );
}
