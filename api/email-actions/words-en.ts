import type { Verdict } from '../../domain/approvals/vocabulary';

/** What the pages of a genuine link say around the request itself. */
export interface PageWords {
  verbs: Record<Verdict, string>;
  ask(verdict: Verdict): string;
  asks(requester: string): string;
  youActAs: string;
  notYou(email: string, onBehalfOf: string | null): string;
  reason: string;
  comment: string;
  willRead(requester: string): string;
  typeThis: string;
  theCode: string;
  signInTitle: string;
  asksDecisionOf(requester: string, approver: string): string;
  decidedInApp: string;
  signInAndDecide: string;
  recordedTitle(verdict: Verdict): string;
  recorded(at: string, requester: string, isLater: boolean): string;
  undoneTitle: string;
  undone: string;
  sendFresh: string;
  changedYourMind: string;
  untilThen: string;
  undo: string;
  request: string;
  requestedBy: string;
  step: string;
  due: string;
  openInApp: string;
}

/** A verdict that was given. */
export const DONE: Record<Verdict, string> = { approve: 'approved', reject: 'rejected' };

/** The pages of a genuine link in English. */
export const english: PageWords = {
  verbs: { approve: 'Approve', reject: 'Reject' },
  ask: (verdict) => `${english.verbs[verdict]} this request?`,
  asks: (requester) => `${requester} asks for your decision.`,
  youActAs: 'You act as ',
  notYou: (email, other) =>
    ` (${email})${other ? `, for ${other}` : ''}. If that is not you, please close this page.`,
  reason: 'Reason',
  comment: 'Comment (optional)',
  willRead: (requester) => `${requester} will read what you write here.`,
  typeThis: 'To confirm that you have read this, please type ',
  theCode: 'The five characters above',
  signInTitle: 'Please sign in to decide this',
  asksDecisionOf: (requester, approver) => `${requester} asks for the decision of ${approver}.`,
  decidedInApp:
    'Requests like this one are decided in NETRA, by somebody who is signed in. The link in the mail does not decide them.',
  signInAndDecide: 'Sign in and decide',
  recordedTitle: (verdict) => `You have ${DONE[verdict]} this request`,
  recorded: (at, requester, isLater) =>
    `Your decision was recorded on ${at}, through the mailed link. ${requester} is told${isLater ? ' when it takes effect' : ''}.`,
  undoneTitle: 'Your decision was taken back',
  undone:
    'Nothing has come of it. The request waits for you again: a mail with new links is on its way, and the links of the old one no longer work.',
  sendFresh: 'Send me a fresh link',
  changedYourMind: 'Changed your mind? It takes effect at ',
  untilThen: '. Until then you can take it back.',
  undo: 'Undo',
  request: 'Request',
  requestedBy: 'Requested by',
  step: 'Step',
  due: 'Due',
  openInApp: 'Open in NETRA',
};
