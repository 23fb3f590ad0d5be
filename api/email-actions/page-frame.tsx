import type { ReactNode } from 'react';
import type { LinkView } from '../../modules/mail/link-state';
import { STYLES } from './styles';
import { languageOf, sayInstant, wordsOf } from './words';

/** Where the pages' own links and forms lead. */
export interface Addresses {
  /** The address of the app. */
  app: string;
  /** Where the form that asks for a fresh link is posted. */
  fresh: string;
  /** Where the form that takes a decision back is posted. */
  undo: string;
}

/** What the mail showed of the request. */
export function Request({ link }: { link: LinkView }) {
  const words = wordsOf(link);
  const facts = [
    { label: link.shown?.kindLabel ?? words.request, value: link.title },
    { label: words.requestedBy, value: link.requesterName },
    ...(link.shown?.facts ?? []),
    { label: words.step, value: link.stepName },
    ...(link.stepDueAt ? [{ label: words.due, value: sayInstant(link, link.stepDueAt) }] : []),
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

/** The page itself: heading, brand and the way into the app. */
export function Frame(props: {
  title: string;
  link: LinkView | null;
  addresses: Addresses;
  children: ReactNode;
}) {
  const { app } = props.addresses;
  return (
    <html lang={languageOf(props.link)}>
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
                {wordsOf(props.link).openInApp}
              </a>
            </p>
          </footer>
        </main>
      </body>
    </html>
  );
}
