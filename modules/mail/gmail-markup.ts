import type { Config } from '../../platform/config/config';
import { mailPropsSchemas } from './template-props';
import { wordsIn } from './templates/brand';

/**
 * What Gmail may show beside the mail: a way into the app (`ViewAction`), or a button that approves (`ConfirmAction`,
 * of which Gmail shows one a mail). Undefined while it is turned off.
 * Source: developers.google.com/workspace/gmail/markup/reference/one-click-action and /go-to-action
 */
export function gmailMarkup(
  config: Pick<Config, 'PUBLIC_URL' | 'GMAIL_ACTIONS'>,
  asked: { props: unknown; actions: { approve: string } },
): object | undefined {
  if (config.GMAIL_ACTIONS === 'off') return undefined;
  const { requestId, title } = mailPropsSchemas['approval-request'].parse(asked.props);
  const url = `${config.PUBLIC_URL}/approvals/${requestId}`;
  const { approve, openInApp } = wordsIn('en');
  const view = { '@type': 'ViewAction', name: openInApp, target: url, url };
  const confirm = {
    '@type': 'ConfirmAction',
    name: approve,
    handler: {
      '@type': 'HttpActionHandler',
      url: asked.actions.approve,
      method: 'http://schema.org/HttpRequestMethod/POST',
    },
  };
  return {
    '@context': 'http://schema.org',
    '@type': 'EmailMessage',
    description: title,
    potentialAction: config.GMAIL_ACTIONS === 'confirm' ? confirm : view,
  };
}
