import { logoProblem } from '../../../domain/mail/logo';
import { mayMute } from '../../../domain/mail/settings';
import { invalidInput } from '../../../domain/errors';
import type { MailSettingsPatch } from '../../../domain/wire/mail';
import type { Bus } from '../../../platform/realtime/bus';
import type { Database } from '../../../platform/database/database';
import { recordAudit } from '../../audit/use-cases/record-audit';
import { isMailTemplate } from '../render-mail';

/** What changing the settings needs. */
export interface SettingsDeps {
  db: Database;
  bus: Bus;
}

/**
 * Changes how mails look and which of them are sent; what is not named stays.
 * @throws DomainError invalid-input when a type may not be turned off, or is none
 */
export async function changeMailSettings(
  deps: SettingsDeps,
  { actorId, patch }: { actorId: string; patch: MailSettingsPatch },
): Promise<void> {
  const wrong = (patch.muted ?? []).find((type) => !isMailTemplate(type) || !mayMute(type));
  if (wrong !== undefined) {
    throw invalidInput([{ path: 'muted', message: `"${wrong}" cannot be turned off` }]);
  }
  await change(deps, {
    actorId,
    details: { changed: Object.keys(patch), muted: patch.muted },
    sql: `UPDATE mail_settings SET changed_at = now(), sender_name = CASE WHEN $1 THEN $2 ELSE sender_name END,
       signature = coalesce($3, signature), language = coalesce($4, language), muted = coalesce($5, muted)`,
    parameters: [
      patch.senderName !== undefined,
      patch.senderName || null,
      patch.signature ?? null,
      patch.language ?? null,
      patch.muted ?? null,
    ],
  });
}

/**
 * Sets the picture on top of every mail, or takes it away.
 * @param input.png the picture in base64; null for none
 * @throws DomainError invalid-input when it is no small PNG
 */
export async function changeMailLogo(
  deps: SettingsDeps,
  input: { actorId: string; png: string | null },
): Promise<void> {
  const logo = input.png === null ? null : Buffer.from(input.png, 'base64');
  const problem = logo && logoProblem(logo);
  if (problem) throw invalidInput([{ path: 'png', message: problem }]);
  await change(deps, {
    actorId: input.actorId,
    details: { changed: ['logo'], bytes: logo?.length ?? 0 },
    sql: 'UPDATE mail_settings SET changed_at = now(), logo = $1',
    parameters: [logo],
  });
}

async function change(
  { db, bus }: SettingsDeps,
  made: {
    actorId: string;
    details: Record<string, unknown>;
    sql: string;
    parameters: unknown[];
  },
): Promise<void> {
  const { actorId, details } = made;
  await db.transaction((tx) => {
    tx.send(made.sql, made.parameters);
    recordAudit(tx, [
      {
        actorId,
        action: 'mail.settings-changed',
        subjectType: 'mail-settings',
        subjectId: 'mail',
        details,
      },
    ]);
    tx.afterCommit(() => bus.publish({ topic: 'mail-settings' }));
  });
}
