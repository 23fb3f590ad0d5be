import { definitions } from '../../approvals/definitions';
import type { ApprovalKind } from '../../domain/approvals/kind';
import { mayMute } from '../../domain/mail/settings';
import type { SafetyMode } from '../../domain/mail/safety';
import { toMoneyWire } from '../../domain/money/money';
import type { MailSettingsWire, SafetyRuleWire } from '../../domain/wire/mail';
import type { Config } from '../../platform/config/config';
import type { Queryable } from '../../platform/database/database';
import { logoUri } from './compose-mail';
import { readMailSettings } from './mail-settings';
import { mailTemplates } from './templates/registry';

const kinds: Record<string, ApprovalKind | undefined> = definitions;

/** The settings as admins see them. */
export async function presentMailSettings(deps: {
  db: Queryable;
  config: Pick<Config, 'GMAIL_ACTIONS' | 'INBOUND_SMTP_PORT' | 'INBOUND_DOMAIN'>;
}): Promise<MailSettingsWire> {
  const { config } = deps;
  const { senderName, signature, language, logo, muted } = await readMailSettings(deps.db);
  return {
    ...{ senderName, signature, language },
    logo: logoUri(logo),
    types: Object.entries(mailTemplates).map(([name, { label }]) => ({
      ...{ name, label },
      on: !muted.includes(name) || !mayMute(name),
      mayTurnOff: mayMute(name),
    })),
    replies: config.INBOUND_SMTP_PORT !== undefined || config.INBOUND_DOMAIN !== undefined,
    gmail: config.GMAIL_ACTIONS,
  };
}

interface RuleRow {
  id: string;
  kind: string | null;
  atLeastMinor: string | null;
  currency: string | null;
  mode: SafetyMode;
}

/** The rules, oldest first, each with what it does not reach. */
export async function listSafetyRules(db: Queryable): Promise<SafetyRuleWire[]> {
  const rows = await db.query<RuleRow>(
    `SELECT id, kind, at_least_minor::text AS "atLeastMinor", currency, mode FROM mail_safety_rule
     ORDER BY created_at, id`,
  );
  return rows.map(({ id, kind, mode, atLeastMinor, currency }) => ({
    ...{ id, kind, mode },
    kindLabel: kind && (kinds[kind]?.label ?? kind),
    atLeast:
      atLeastMinor !== null && currency !== null
        ? toMoneyWire({ minor: BigInt(atLeastMinor), currency })
        : null,
    remark: currency === null ? null : remarkOn(kind, currency),
  }));
}

function remarkOn(kind: string | null, currency: string): string {
  const others = `Requests in another currency than ${currency} are not reached by this rule.`;
  const chosen = kind === null ? Object.values(kinds) : [kinds[kind]];
  const without = chosen.flatMap((one) => (one && !hasAmount(one) ? [one.label] : []));
  if (without.length === 0) return others;
  return `${others} Neither is what has no amount: ${without.join(', ')}.`;
}

function hasAmount(kind: ApprovalKind): boolean {
  return kind.routing?.(kind.exampleDetails).amount !== undefined;
}
