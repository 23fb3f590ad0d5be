import { definitions } from '../../../approvals/definitions';
import { DomainError, invalidInput } from '../../../domain/errors';
import { readMoney, type Money } from '../../../domain/money/money';
import type { NewSafetyRule } from '../../../domain/wire/mail';
import { violatedConstraint } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import type { SettingsDeps } from './change-mail-settings';

/**
 * Adds a rule of how carefully mailed links act. It counts for links that are out already.
 * @returns its id
 * @throws DomainError invalid-input, or conflict when there is one for the same kind and amount
 */
export async function addSafetyRule(
  { db, bus }: SettingsDeps,
  { actorId, rule }: { actorId: string; rule: NewSafetyRule },
): Promise<string> {
  const { kind, mode } = rule;
  if (kind !== null && !Object.hasOwn(definitions, kind)) {
    throw invalidInput([{ path: 'kind', message: 'There is no such kind of request' }]);
  }
  const atLeast = rule.atLeast && amountOf(rule.atLeast);
  try {
    return await db.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        `INSERT INTO mail_safety_rule (kind, at_least_minor, currency, mode) VALUES ($1, $2, $3, $4) RETURNING id`,
        [kind, atLeast?.minor.toString() ?? null, atLeast?.currency ?? null, mode],
      );
      const id = row?.id ?? '';
      recordAudit(tx, [
        {
          actorId,
          action: 'mail.safety-rule-added',
          subjectType: 'mail-safety-rule',
          subjectId: id,
          details: { ...rule },
        },
      ]);
      tx.afterCommit(() => bus.publish({ topic: 'mail-settings' }));
      return id;
    });
  } catch (error) {
    if (violatedConstraint(error) !== 'mail_safety_rule_once') throw error;
    throw new DomainError(
      'conflict',
      'There is a rule for this kind and amount. Remove it before you add another one.',
    );
  }
}

/** Removes a rule. @throws DomainError not-found */
export async function removeSafetyRule(
  { db, bus }: SettingsDeps,
  { actorId, ruleId }: { actorId: string; ruleId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const [gone] = await tx.query<Record<string, unknown>>(
      `DELETE FROM mail_safety_rule WHERE id = $1
       RETURNING kind, at_least_minor::text AS "atLeastMinor", currency, mode`,
      [ruleId],
    );
    if (!gone) throw new DomainError('not-found', 'There is no such rule.');
    recordAudit(tx, [
      {
        actorId,
        action: 'mail.safety-rule-removed',
        subjectType: 'mail-safety-rule',
        subjectId: ruleId,
        details: gone,
      },
    ]);
    tx.afterCommit(() => bus.publish({ topic: 'mail-settings' }));
  });
}

function amountOf(wire: { amount: string; currency: string }): Money {
  const money = readMoney(wire);
  const refuse = (member: string, message: string) =>
    invalidInput([{ path: `atLeast.${member}`, message }]);
  if ('member' in money) throw refuse(money.member, money.message);
  if (money.minor < 0n) throw refuse('amount', 'An amount is zero or more');
  return money;
}
