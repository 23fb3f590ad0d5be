import type { Config } from '../config/config';
import { createMailedLinkTokens, type PasswordLinkTokens } from './password-link';

/** How long a link to a form works: who changes jobs has weeks of notice, and looks at private mail now and then. */
export const PREBOARDING_LINK_SECONDS = 14 * 24 * 3600;

/** Tokens of links to forms: made as those of passwords are, under a key of their own, so that neither opens the other. */
export function createPreboardingTokens(
  config: Pick<Config, 'EMAIL_LINK_SECRET' | 'EMAIL_LINK_SECRET_PREVIOUS'>,
): PasswordLinkTokens {
  return createMailedLinkTokens(config, 'pre-boarding link');
}
