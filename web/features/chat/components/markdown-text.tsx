import { Button, CopyButton } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { Link } from 'react-router';
import remarkGfm from 'remark-gfm';
import { isTooDeep, markMentions, type TextNode } from '../markdown-tree';
import { safeLink } from '../safe-link';

interface Children {
  children?: ReactNode;
}

function MessageLink({ href, children }: Children & { href?: string }) {
  const link = safeLink(href ?? '', window.location.origin);
  if (!link) return <>{children}</>;
  if (link.isInside) return <Link to={link.href}>{children}</Link>;
  return (
    <a href={link.href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function textOf(node: TextNode | undefined): string {
  return node ? (node.value ?? '') + (node.children ?? []).map(textOf).join('') : '';
}

function CodeBlock({ code, children }: Children & { code: string }) {
  return (
    <div className="message-code">
      <pre tabIndex={0}>{children}</pre>
      <CopyButton value={code}>
        {({ copied, copy }) => (
          <Button size="compact-xs" variant="default" onClick={copy} aria-label="Copy the code">
            {copied ? 'Copied' : 'Copy'}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}

// A heading of a message is no heading of the page.
const heading = ({ children }: Children) => (
  <p>
    <strong>{children}</strong>
  </p>
);

// What is written here is all that a message can become: no element with a source, no attribute but those below.
const components: Components = {
  a: ({ href, children }) => <MessageLink href={href}>{children}</MessageLink>,
  // A picture from elsewhere would tell its server who reads it, and when.
  img: ({ src, alt }) => (
    <MessageLink href={typeof src === 'string' ? src : ''}>{alt || src}</MessageLink>
  ),
  pre: ({ node, children }) => (
    <CodeBlock code={textOf(node).replace(/\n$/, '')}>{children}</CodeBlock>
  ),
  code: ({ children }) => <code>{children}</code>,
  span: ({ className, children }) => <span className={className}>{children}</span>,
  li: ({ children }) => <li>{children}</li>,
  ol: ({ start, children }) => <ol start={start}>{children}</ol>,
  ul: ({ children }) => <ul>{children}</ul>,
  table: ({ children }) => (
    <div className="message-table" tabIndex={0}>
      <table>{children}</table>
    </div>
  ),
  th: ({ children }) => <th>{children}</th>,
  td: ({ children }) => <td>{children}</td>,
  input: ({ checked }) => <>{checked ? '☑' : '☐'}</>,
  ...{ h1: heading, h2: heading, h3: heading, h4: heading, h5: heading, h6: heading },
};

const ALLOWED = (
  'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr img input li ol p pre span strong ' +
  'table tbody td th thead tr ul'
).split(' ');
/** Beyond this a message is no prose: it is shown as it was typed. */
const LONGEST_FORMATTED = 20_000;

/**
 * A message with its formatting, as elements made of text: HTML in it comes out as the text it is, nothing is loaded.
 * What is nested too deep or too long to be prose is shown as it was typed.
 */
export function MarkdownText({
  text,
  names,
  mine,
}: {
  text: string;
  /** Whom it names. */
  names: string[];
  /** The reader's own name, if they are among them. */
  mine: string | null;
}) {
  const nameList = names.join('\n');
  return useMemo(() => {
    const plain = <p>{text}</p>;
    if (text.length > LONGEST_FORMATTED) return plain;
    const called = nameList ? nameList.split('\n') : [];
    let tooDeep = false;
    const check = () => (tree: TextNode) => {
      tooDeep = isTooDeep(tree);
      if (tooDeep) tree.children = [];
      else markMentions(tree, { names: called, mine });
    };
    // Called as the function it is: what the parser throws is caught here, and the message still shows.
    try {
      const formatted = Markdown({
        children: text,
        remarkPlugins: [remarkGfm, check],
        components,
        allowedElements: ALLOWED,
        unwrapDisallowed: true,
        urlTransform: (url) => safeLink(url, window.location.origin)?.href ?? '',
      });
      return tooDeep ? plain : formatted;
    } catch {
      return plain;
    }
  }, [text, nameList, mine]);
}
