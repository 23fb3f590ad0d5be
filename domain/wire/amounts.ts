import { readMoney } from '../money/money';
import { moneySchema } from './common';

/** An amount of something that costs: more than zero, with no more decimals than its currency has. */
export const amountSchema = moneySchema.superRefine((amount, context) => {
  const money = readMoney(amount);
  const refuse = (path: string, message: string) =>
    context.addIssue({ code: 'custom', path: [path], message });
  if ('member' in money) refuse(money.member, money.message);
  else if (money.minor <= 0n) refuse('amount', 'Must be more than zero');
});
