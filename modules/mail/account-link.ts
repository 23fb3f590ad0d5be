import type { Config } from '../../platform/config/config';
import type { Queryable } from '../../platform/database/database';
import {
  createPasswordLinkTokens,
  type PasswordLinkKey,
  type PasswordLinkTokens,
} from '../../platform/tokens/password-link';
import { createPreboardingTokens } from '../../platform/tokens/preboarding-link';
import type { Clock } from '../../platform/clock/clock';
import { mailPropsSchemas } from './template-props';

type Secrets = Pick<Config, 'EMAIL_LINK_SECRET' | 'EMAIL_LINK_SECRET_PREVIOUS'>;

/** Which table the link of a mail is a row of, which page it leads to, and what its token is made with. */
const LINKS = {
  invitation: { table: 'password_link', page: 'password', tokens: createPasswordLinkTokens },
  'password-reset': { table: 'password_link', page: 'password', tokens: createPasswordLinkTokens },
  preboarding: {
    table: 'preboarding_link',
    page: 'before-you-start',
    tokens: createPreboardingTokens,
  },
} satisfies Record<
  string,
  { table: string; page: string; tokens: (config: Secrets) => PasswordLinkTokens }
>;

type AccountTemplate = keyof typeof LINKS;

/** Whether a mail carries a link of its recipient's own: to a password, or to the form before the first day. */
export function carriesAccountLink(template: string): template is AccountTemplate {
  return Object.hasOwn(LINKS, template);
}

/**
 * The address that such a mail carries, made from its row when it is sent; null when the link has died meanwhile, or its
 * key is retired: then the mail has nothing to say. The token stands where browsers send it to nobody.
 */
export async function findAccountLink(
  deps: { db: Queryable; clock: Clock; config: Pick<Config, 'PUBLIC_URL'> & Secrets },
  mail: { template: AccountTemplate; props: unknown },
): Promise<string | null> {
  const props = mailPropsSchemas[mail.template].safeParse(mail.props).data;
  if (!props) return null;
  const { table, page, tokens } = LINKS[mail.template];
  const [link] = await deps.db.query<PasswordLinkKey>(
    `SELECT id, key_id AS "keyId" FROM ${table}
     WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL AND expires_at > $2`,
    [props.linkId, deps.clock.now()],
  );
  const token = link && tokens(deps.config).tokenOf(link);
  return token ? `${deps.config.PUBLIC_URL}/${page}#${token}` : null;
}
