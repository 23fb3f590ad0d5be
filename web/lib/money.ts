import { formatMoney as format, readMoney } from '../../domain/money/money';
import type { MoneyWire } from '../../domain/wire/common';

/** "₹1,23,456.50"; an amount that cannot be read is shown as it came. */
export function formatMoney(wire: MoneyWire): string {
  const money = readMoney(wire);
  return 'member' in money ? `${wire.amount} ${wire.currency}` : format(money);
}
