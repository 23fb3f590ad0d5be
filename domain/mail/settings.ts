/** The languages mails can be written in. */
export const MAIL_LANGUAGES = ['en', 'hi'] as const;
/** @see MAIL_LANGUAGES */
export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

/** The name of a mail's template. */
export type MailTypeName = string;

/** What asks somebody to act, answers what they did by mail, or is their only way in, and what finance sends: none of it may be lost. */
const ALWAYS_SENT = new Set<MailTypeName>([
  'approval-request',
  'approval-escalated',
  'reply-answer',
  'invitation',
  'password-reset',
  'preboarding',
  'customer-invoice',
]);

/** Whether admins may turn a type of mail off. */
export function mayMute(type: MailTypeName): boolean {
  return !ALWAYS_SENT.has(type);
}
