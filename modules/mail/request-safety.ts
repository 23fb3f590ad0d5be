import { definitions } from '../../approvals/definitions';
import type { ApprovalKind } from '../../domain/approvals/kind';
import { safetyMode, type SafetyMode, type SafetyRule } from '../../domain/mail/safety';
import { parseMoney } from '../../domain/money/money';

const kinds: Record<string, ApprovalKind | undefined> = definitions;

/** How carefully a mailed link to this request acts under these rules. */
export function safetyOf(
  rules: SafetyRule[],
  request: { kind: string; data: unknown },
): SafetyMode {
  const amount = kinds[request.kind]?.routing?.(request.data).amount;
  return safetyMode(rules, { kind: request.kind, amount: amount ? parseMoney(amount) : null });
}
