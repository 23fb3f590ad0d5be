import type { RequestStatus } from '../../domain/approvals/vocabulary';
import { formatInstant } from '../../domain/dates/format-instant';
import type { LinkState, LinkView } from '../../modules/mail/link-state';
import { DONE } from './words-en';

const CLOSED: Record<RequestStatus, string> = {
  pending: 'is being closed',
  approved: 'has been approved already',
  rejected: 'has been rejected already',
  withdrawn: 'was withdrawn',
  expired: 'was closed, because nobody decided in time',
  cancelled: 'was cancelled',
};

/** What is said of a genuine link that does not act (any more), and the status it is said with. */
export const DEAD_LINKS: Record<
  Exclude<LinkState, 'open'>,
  (link: LinkView) => { status: 409 | 410; title: string; text: string }
> = {
  decided: (link) => ({ status: 409, ...decidedWords(link) }),
  closed: (link) => ({
    status: 410,
    title: 'This request is closed',
    text: `The request ${CLOSED[link.status]}. Nothing is left to decide.`,
  }),
  undone: () => ({
    status: 409,
    title: 'You have taken this decision back',
    text: 'This link is used up with it. A newer mail with new links was sent to you; the request waits for you as before.',
  }),
  moved: () => ({
    status: 410,
    title: 'This request no longer waits for you',
    text: 'It was passed on: it was reassigned, or escalated because its time ran out. This link was revoked with that.',
  }),
  changed: () => ({
    status: 410,
    title: 'This link was revoked',
    text: 'The request was changed or sent round again after this mail went out, so a decision by this link would be about something else.',
  }),
  late: () => ({
    status: 410,
    title: 'The time for this decision is over',
    text: 'The deadline of this step has passed, so this link was revoked.',
  }),
  replaced: () => ({
    status: 410,
    title: 'This link was revoked',
    text: 'A newer mail with newer links was sent to you. Please use those, or decide in the app.',
  }),
  expired: (link) => ({
    status: 410,
    title: 'This link has expired',
    text: `Links in mails work for 24 hours; this one ended on ${formatInstant(link.expiresAt, link.zone)}. The request still waits for your decision. A fresh link is sent only to the address this mail was sent to.`,
  }),
};

function decidedWords(link: LinkView): { title: string; text: string } {
  const decision = link.decision;
  if (!decision) return { title: 'Already decided', text: 'This request has been decided.' };
  const self = decision.byId === link.approverId;
  const who = self ? 'You have' : `${decision.byName} has`;
  const door = decision.channel === 'email' ? 'through a mailed link' : 'in the app';
  const by = self ? `${decision.byName} (you)` : decision.byName;
  return {
    title: `${who} ${DONE[decision.verdict]} this already`,
    text: `${by} ${DONE[decision.verdict]} this request on ${formatInstant(decision.at, link.zone)}, ${door}. A decision counts once; nothing was changed now.`,
  };
}
