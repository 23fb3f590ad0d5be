import type { MoneyWire } from '../../domain/wire/common';
import { formatMoney } from '../lib/money';

/** An amount as people here write it. */
export function MoneyText({ value }: { value: MoneyWire }) {
  return <span style={{ fontVariantNumeric: 'tabular-nums' }}>{formatMoney(value)}</span>;
}
