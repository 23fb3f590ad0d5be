import { Text } from '@mantine/core';
import { useMemo, type ReactNode } from 'react';
import Markdown, { type Components } from 'react-markdown';
import { Link } from 'react-router';
import remarkGfm from 'remark-gfm';
import { isTooDeep, type TextNode } from '../../chat/markdown-tree';
import { ownPath } from '../own-path';

interface Children {
  children?: ReactNode;
}

const paragraph = ({ children }: Children) => (
  <p>
    <strong>{children}</strong>
  </p>
);

function ProseLink({ href, children }: Children & { href?: string }) {
  const path = ownPath(href, window.location.origin);
  return path ? <Link to={path}>{children}</Link> : <>{children}</>;
}

// All that an answer's words can become: nothing with a source, no link that leaves the app.
const components: Components = {
  a: ({ href, children }) => <ProseLink href={href}>{children}</ProseLink>,
  ...{ h1: paragraph, h2: paragraph, h3: paragraph, h4: paragraph, h5: paragraph, h6: paragraph },
  code: ({ children }) => <code>{children}</code>,
  li: ({ children }) => <li>{children}</li>,
  ol: ({ start, children }) => <ol start={start}>{children}</ol>,
  ul: ({ children }) => <ul>{children}</ul>,
};
const ALLOWED = 'a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p strong ul'.split(' ');
const LONGEST_FORMATTED = 20_000;

/**
 * The words of an answer as elements made of text. They may be a model's, which may repeat what somebody planted in a
 * record: HTML in them comes out as the text it is, an image not at all, and a link only within this app.
 */
export function AnswerProse({ text }: { text: string }) {
  const formatted = useMemo(() => {
    const plain = <p>{text}</p>;
    if (text.length > LONGEST_FORMATTED) return plain;
    let tooDeep = false;
    const check = () => (tree: TextNode) => {
      tooDeep = isTooDeep(tree);
      if (tooDeep) tree.children = [];
    };
    // Called as the function it is: what the parser throws is caught here, and the answer still shows.
    try {
      const made = Markdown({
        children: text,
        remarkPlugins: [remarkGfm, check],
        components,
        allowedElements: ALLOWED,
        unwrapDisallowed: true,
        urlTransform: (url) => ownPath(url, window.location.origin) ?? '',
      });
      return tooDeep ? plain : made;
    } catch {
      return plain;
    }
  }, [text]);
  return (
    <Text component="div" className="message-text" style={{ overflowWrap: 'anywhere' }}>
      {formatted}
    </Text>
  );
}
