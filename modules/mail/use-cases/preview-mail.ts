import type { MailPreview } from '../../../domain/wire/admin';
import type { Config } from '../../../platform/config/config';
import type { Queryable } from '../../../platform/database/database';
import { readMailSettings } from '../mail-settings';
import { renderMail } from '../render-mail';
import type { MailProps, MailTemplateName } from '../template-props';

/** A mail to somebody who has no account, in the look and the language that mails have now; without the logo's file. */
export async function previewToOutsider<Name extends MailTemplateName>(
  deps: { db: Queryable; config: Pick<Config, 'PUBLIC_URL'> },
  mail: { template: Name; props: MailProps<Name> },
): Promise<MailPreview> {
  const { language, signature } = await readMailSettings(deps.db);
  const context = { appUrl: deps.config.PUBLIC_URL, recipientName: '', zone: 'UTC', actions: null };
  return renderMail(mail, context, { language, signature, logo: null });
}
