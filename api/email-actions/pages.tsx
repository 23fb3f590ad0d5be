import type { ReactNode } from 'react';
import type { LinkState, LinkView } from '../../modules/mail/link-state';
import { DEAD_LINKS } from './dead-links';
import { Frame, Request, type Addresses } from './page-frame';
import { undoableUntil, UndoForm } from './undo-form';
import { sayInstant, wordsOf } from './words';
import type { PageWords } from './words-en';

/** A page and the status it is answered with. */
export interface PageAnswer {
  status: number;
  page: ReactNode;
}

/** What the form of an open link shows beside the request. */
interface OpenForm {
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
  const words = wordsOf(link);
  const rejects = link.verdict === 'reject';
  return (
    <Frame title={words.ask(link.verdict)} link={link} addresses={form.addresses}>
      <p>{words.asks(link.requesterName)}</p>
      <Request link={link} />
      <p className="as">
        {words.youActAs}
        <strong>{link.approverName}</strong>
        {words.notYou(link.approverEmail, link.onBehalfOfName)}
      </p>
      {form.problem && (
        <p className="problem" role="alert">
          {form.problem}
        </p>
      )}
      <form method="post">
        <input type="hidden" name="nonce" value={form.nonce} />
        <label htmlFor="comment">{rejects ? words.reason : words.comment}</label>
        <textarea
          id="comment"
          name="comment"
          maxLength={4000}
          required={rejects}
          aria-describedby="who-reads"
          defaultValue={form.comment}
        />
        <p id="who-reads" className="soft">
          {words.willRead(link.requesterName)}
        </p>
        {form.code && <CodeField code={form.code} words={words} />}
        <button type="submit" className={link.verdict}>
          {words.verbs[link.verdict]}
        </button>
      </form>
    </Frame>
  );
}

/** Shows the code as text, which can be copied and read aloud, and asks for it. */
function CodeField({ code, words }: { code: string; words: PageWords }) {
  return (
    <>
      <p id="the-code">
        {words.typeThis}
        <strong className="code">{code}</strong>
      </p>
      <label htmlFor="code">{words.theCode}</label>
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
  const words = wordsOf(link);
  return (
    <Frame title={words.signInTitle} link={link} addresses={options.addresses}>
      <p>{words.asksDecisionOf(link.requesterName, link.approverName)}</p>
      <Request link={link} />
      <p>{words.decidedInApp}</p>
      <p>
        <a className="button" href={`${options.addresses.app}/approvals/${link.requestId}`}>
          {words.signInAndDecide}
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
  const words = wordsOf(link);
  return {
    status: 200,
    page: (
      <Frame title={words.recordedTitle(link.verdict)} link={link} addresses={options.addresses}>
        <p>
          {words.recorded(sayInstant(link, options.at), link.requesterName, takesEffectAt !== null)}
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
  genuine: LinkView,
  options: { addresses: Addresses; nonce: string; problem?: string },
): PageAnswer {
  // What has become of a link is said in English only, for now: so is all of its page.
  const link = { ...genuine, approverLanguage: null };
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
            <button type="submit">{wordsOf(link).sendFresh}</button>
          </form>
        )}
      </Frame>
    ),
  };
}

/** A decision that was taken back just now. */
export function undonePage(link: LinkView, options: { addresses: Addresses }): PageAnswer {
  const words = wordsOf(link);
  return {
    status: 200,
    page: (
      <Frame title={words.undoneTitle} link={link} addresses={options.addresses}>
        <p>{words.undone}</p>
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
