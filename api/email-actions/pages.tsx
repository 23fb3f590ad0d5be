import type { ReactNode } from 'react';
import type { Verdict } from '../../domain/approvals/vocabulary';
import { formatInstant } from '../../domain/dates/format-instant';
import type { LinkState, LinkView } from '../../modules/mail/link-state';
import { DEAD_LINKS, DONE } from './dead-links';
import { Frame, Request, type Addresses } from './page-frame';
import { undoableUntil, UndoForm } from './undo-form';

/** A page and the status it is answered with. */
export interface PageAnswer {
  status: number;
  page: ReactNode;
}

const ASK: Record<Verdict, string> = { approve: 'Approve', reject: 'Reject' };

/** What the form of an open link shows beside the request. */
export interface OpenForm {
  nonce: string;
  /** What the visitor is to type; absent where the button alone decides. */
  code?: string;
  /** Why what was sent before was not recorded. */
  problem?: string;
  /** What had been written before. */
  comment?: string;
}

/** What the page of an open link asks: everything a person needs to know, and one button. */
export function openPage(link: LinkView, form: OpenForm & { addresses: Addresses }): ReactNode {
  const verb = ASK[link.verdict];
  const rejects = link.verdict === 'reject';
  return (
    <Frame title={`${verb} this request?`} link={link} addresses={form.addresses}>
      <p>{`${link.requesterName} asks for your decision.`}</p>
      <Request link={link} />
      <p className="as">
        {'You act as '}
        <strong>{link.approverName}</strong>
        {` (${link.approverEmail})${link.onBehalfOfName ? `, for ${link.onBehalfOfName}` : ''}. If that is not you, please close this page.`}
      </p>
      {form.problem && (
        <p className="problem" role="alert">
          {form.problem}
        </p>
      )}
      <form method="post">
        <input type="hidden" name="nonce" value={form.nonce} />
        <label htmlFor="comment">{rejects ? 'Reason' : 'Comment (optional)'}</label>
        <textarea
          id="comment"
          name="comment"
          maxLength={4000}
          required={rejects}
          aria-describedby="who-reads"
          defaultValue={form.comment}
        />
        <p
          id="who-reads"
          className="soft"
        >{`${link.requesterName} will read what you write here.`}</p>
        {form.code && <CodeField code={form.code} />}
        <button type="submit" className={link.verdict}>
          {verb}
        </button>
      </form>
    </Frame>
  );
}

/** Shows the code as text, which can be copied and read aloud, and asks for it. */
function CodeField({ code }: { code: string }) {
  return (
    <>
      <p id="the-code">
        {'To confirm that you have read this, please type '}
        <strong className="code">{code}</strong>
      </p>
      <label htmlFor="code">The five characters above</label>
      <input
        id="code"
        name="code"
        required
        maxLength={20}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        aria-describedby="the-code"
      />
    </>
  );
}

/** The page of a link that decides nothing: the way to where one decides. */
export function signInPage(link: LinkView, options: { addresses: Addresses }): ReactNode {
  return (
    <Frame title="Please sign in to decide this" link={link} addresses={options.addresses}>
      <p>{`${link.requesterName} asks for the decision of ${link.approverName}.`}</p>
      <Request link={link} />
      <p>
        Requests like this one are decided in NETRA, by somebody who is signed in. The link in the
        mail does not decide them.
      </p>
      <p>
        <a className="button" href={`${options.addresses.app}/approvals/${link.requestId}`}>
          Sign in and decide
        </a>
      </p>
    </Frame>
  );
}

/** The page for somebody who is signed in as another person than the link is for. It shows nothing of the request. */
export function foreignPage(options: {
  approverName: string;
  readerName: string;
  appUrl: string;
}): ReactNode {
  return plainPage({
    title: `This link is for ${options.approverName}`,
    text: `You are signed in as ${options.readerName}, so this link does nothing here, and nothing was recorded. If you are ${options.approverName}, sign out first, or decide in the app.`,
    appUrl: options.appUrl,
  });
}

/** The page of a link that is none of ours. */
export function forgedPage(appUrl: string): ReactNode {
  return plainPage({
    title: 'This link is not valid',
    text: 'It is incomplete or was altered. Please open the link in the mail itself, or decide in the app.',
    appUrl,
  });
}

/** What was recorded just now. */
export function recordedPage(
  link: LinkView,
  options: { addresses: Addresses; at: Date; nonce: string; takesEffectAt: Date | null },
): PageAnswer {
  const { takesEffectAt } = options;
  return {
    status: 200,
    page: (
      <Frame
        title={`You have ${DONE[link.verdict]} this request`}
        link={link}
        addresses={options.addresses}
      >
        <p>
          {`Your decision was recorded on ${formatInstant(options.at, link.zone)}, through the mailed link. ${link.requesterName} is told${takesEffectAt ? ' when it takes effect' : ''}.`}
        </p>
        {takesEffectAt && <UndoForm link={link} {...options} takesEffectAt={takesEffectAt} />}
        <Request link={link} />
      </Frame>
    ),
  };
}

/** The page of a genuine link that does not act (any more). */
export function deadPage(
  state: Exclude<LinkState, 'open'>,
  link: LinkView,
  options: { addresses: Addresses; nonce: string; problem?: string },
): PageAnswer {
  const { status, title, text } = DEAD_LINKS[state](link);
  const takesEffectAt = state === 'decided' ? undoableUntil(link) : null;
  return {
    status,
    page: (
      <Frame title={title} link={link} addresses={options.addresses}>
        <p>{text}</p>
        {takesEffectAt && <UndoForm link={link} {...options} takesEffectAt={takesEffectAt} />}
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

/** A decision that was taken back just now. */
export function undonePage(link: LinkView, options: { addresses: Addresses }): PageAnswer {
  return {
    status: 200,
    page: (
      <Frame title="Your decision was taken back" link={link} addresses={options.addresses}>
        <p>
          Nothing has come of it. The request waits for you again: a mail with new links is on its
          way, and the links of the old one no longer work.
        </p>
        <Request link={link} />
      </Frame>
    ),
  };
}

/** A page about no request in particular. */
export function plainPage(options: { title: string; text: string; appUrl: string }): ReactNode {
  return (
    <Frame
      title={options.title}
      link={null}
      addresses={{ app: options.appUrl, fresh: '', undo: '' }}
    >
      <p>{options.text}</p>
    </Frame>
  );
}
