import type { Config } from '../../platform/config/config';
import type { Queryable } from '../../platform/database/database';
import {
  createPasswordLinkTokens,
  type PasswordLinkKey,
} from '../../platform/tokens/password-link';
import type { Clock } from '../../platform/clock/clock';
import { mailPropsSchemas } from './template-props';

/** Whether a mail carries a link to a password. */
export function carriesAccountLink(template: string): template is 'invitation' | 'password-reset' {
  return template === 'invitation' || template === 'password-reset';
}

/** The page that a link to a password leads to. The token stands where browsers send it to nobody. */
export function accountLinkOf(config: Pick<Config, 'PUBLIC_URL'>, token: string): string {
  return `${config.PUBLIC_URL}/password#${token}`;
}

/**
 * The address that a mail about a password carries, made from its row when it is sent; null when the link has died
 * meanwhile, or its key is retired: then the mail has nothing to say.
 */
export async function findAccountLink(
  deps: {
    db: Queryable;
    clock: Clock;
    config: Pick<Config, 'PUBLIC_URL' | 'EMAIL_LINK_SECRET' | 'EMAIL_LINK_SECRET_PREVIOUS'>;
  },
  mail: { template: 'invitation' | 'password-reset'; props: unknown },
): Promise<string | null> {
  const props = mailPropsSchemas[mail.template].safeParse(mail.props).data;
  if (!props) return null;
  const [link] = await deps.db.query<PasswordLinkKey>(
    `SELECT id, key_id AS "keyId" FROM password_link
     WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2`,
    [props.linkId, deps.clock.now()],
  );
  const token = link && createPasswordLinkTokens(deps.config).tokenOf(link);
  return token ? accountLinkOf(deps.config, token) : null;
}
