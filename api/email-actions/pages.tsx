import type { ReactNode } from 'react';
import type { RequestStatus, Verdict } from '../../domain/approvals/vocabulary';
import { formatInstant } from '../../domain/dates/format-instant';
import type { LinkState, LinkView } from '../../modules/mail/link-state';
import { STYLES } from './styles';

/** A page and the status it is answered with. */
export interface PageAnswer {
  status: number;
  page: ReactNode;
}

const DONE: Record<Verdict, string> = { approve: 'approved', reject: 'rejected' };
const ASK: Record<Verdict, string> = { approve: 'Approve', reject: 'Reject' };

const CLOSED: Record<RequestStatus, string> = {
  pending: 'is being closed',
  approved: 'has been approved already',
  rejected: 'has been rejected already',
  withdrawn: 'was withdrawn',
  expired: 'was closed, because nobody decided in time',
  cancelled: 'was cancelled',
};

/** Where the pages' own links and forms lead. */
export interface Addresses {
  /** The address of the app. */
  app: string;
  /** Where the form that asks for a fresh link is posted. */
  fresh: string;
}

/** What the page of an open link asks: everything a person needs to know, and one button. */
export function openPage(
  link: LinkView,
  options: { addresses: Addresses; nonce: string; problem?: string; comment?: string },
): ReactNode {
  const verb = ASK[link.verdict];
  return (
    <Frame title={`${verb} this request?`} link={link} addresses={options.addresses}>
      <p>{`${link.requesterName} asks for your decision.`}</p>
      <Request link={link} />
      <p className="as">
        {'You act as '}
        <strong>{link.approverName}</strong>
        {` (${link.approverEmail})${link.onBehalfOfName ? `, for ${link.onBehalfOfName}` : ''}. If that is not you, please close this page.`}
      </p>
      {options.problem && <p className="problem">{options.problem}</p>}
      <form method="post">
        <input type="hidden" name="nonce" value={options.nonce} />
        <label htmlFor="comment">
          {link.verdict === 'reject' ? 'Reason' : 'Comment (optional)'}
        </label>
        <textarea
          id="comment"
          name="comment"
          maxLength={4000}
          aria-describedby="who-reads"
          defaultValue={options.comment}
        />
        <p
          id="who-reads"
          className="soft"
        >{`${link.requesterName} will read what you write here.`}</p>
        <button type="submit" className={link.verdict}>
          {verb}
        </button>
      </form>
    </Frame>
  );
}

/** What was recorded just now. */
export function recordedPage(
  link: LinkView,
  options: { addresses: Addresses; at: Date },
): PageAnswer {
  return {
    status: 200,
    page: (
      <Frame
        title={`You have ${DONE[link.verdict]} this request`}
        link={link}
        addresses={options.addresses}
      >
        <p>
          {`Your decision was recorded on ${formatInstant(options.at, link.zone)}, through the mailed link. ${link.requesterName} is told.`}
        </p>
        <Request link={link} />
      </Frame>
    ),
  };
}

/** The page of a genuine link that does not act (any more). */
export function deadPage(
  state: Exclude<LinkState, 'open'>,
  link: LinkView,
  options: { addresses: Addresses; nonce: string },
): PageAnswer {
  const { status, title, text } = DEAD[state](link);
  return {
    status,
    page: (
      <Frame title={title} link={link} addresses={options.addresses}>
        <p>{text}</p>
        <Request link={link} />
        {state === 'expired' && (
          <form method="post" action={options.addresses.fresh}>
            <input type="hidden" name="nonce" value={options.nonce} />
            <button type="submit">Send me a fresh link</button>
          </form>
        )}
      </Frame>
    ),
  };
}

const DEAD: Record<
  Exclude<LinkState, 'open'>,
  (link: LinkView) => { status: 409 | 410; title: string; text: string }
> = {
  decided: (link) => ({ status: 409, ...decidedWords(link) }),
  closed: (link) => ({
    status: 410,
    title: 'This request is closed',
    text: `The request ${CLOSED[link.status]}. Nothing is left to decide.`,
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

/** A page about no request in particular. */
export function plainPage(options: { title: string; text: string; appUrl: string }): ReactNode {
  return (
    <Frame title={options.title} link={null} addresses={{ app: options.appUrl, fresh: '' }}>
      <p>{options.text}</p>
    </Frame>
  );
}

function Request({ link }: { link: LinkView }) {
  const facts = [
    { label: link.shown?.kindLabel ?? 'Request', value: link.title },
    { label: 'Requested by', value: link.requesterName },
    ...(link.shown?.facts ?? []),
    { label: 'Step', value: link.stepName },
    ...(link.stepDueAt ? [{ label: 'Due', value: formatInstant(link.stepDueAt, link.zone) }] : []),
  ];
  return (
    <dl>
      {facts.flatMap((fact, index) => [
        <dt key={`label ${index}`}>{fact.label}</dt>,
        <dd key={`value ${index}`}>{fact.value}</dd>,
      ])}
    </dl>
  );
}

function Frame(props: {
  title: string;
  link: LinkView | null;
  addresses: Addresses;
  children: ReactNode;
}) {
  const { app } = props.addresses;
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="referrer" content="no-referrer" />
        <title>{`${props.title} · NETRA`}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLES }} />
      </head>
      <body>
        <main>
          <p className="brand">NETRA</p>
          <h1>{props.title}</h1>
          {props.children}
          <footer>
            <p className="soft">
              <a href={props.link ? `${app}/approvals/${props.link.requestId}` : app}>
                Open in NETRA
              </a>
            </p>
          </footer>
        </main>
      </body>
    </html>
  );
}
