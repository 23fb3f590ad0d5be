import { invalidInput, type FieldProblem } from '../errors';
import { isKeepable, type Money } from './money';

const TOO_MUCH = 'This comes to more than an amount can be';

/**
 * What is wrong with a product, a conversion or a sum that is more than can be kept; nothing where it is not.
 * @param path the field it comes of: `lines.0.unitPrice.amount`
 */
export function ceilingProblems(money: Money, path: string): FieldProblem[] {
  return isKeepable(money) ? [] : [{ path, message: TOO_MUCH }];
}

/**
 * The amount itself, if it can be kept.
 * @param path the field it comes of
 * @throws DomainError invalid-input at `path` when it is more than can be kept
 */
export function belowCeiling(money: Money, path: string): Money {
  const problems = ceilingProblems(money, path);
  if (problems.length > 0) throw invalidInput(problems);
  return money;
}
