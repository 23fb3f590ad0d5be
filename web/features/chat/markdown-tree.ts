import { splitMentions } from './mention-text';

/** As much of a syntax tree's node as is looked at here. */
export interface TextNode {
  type: string;
  value?: string;
  children?: TextNode[];
  data?: object;
}

const DEEPEST = 40;

/** Whether a tree is nested deeper than any prose: thousands of quotes in quotes would bring a page to its knees. */
export function isTooDeep(tree: TextNode): boolean {
  const open: [TextNode, number][] = [[tree, 0]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [node, depth] = next;
    if (depth > DEEPEST) return true;
    for (const child of node.children ?? []) open.push([child, depth + 1]);
  }
  return false;
}

/**
 * Sets apart in the text of a tree, code aside, what names somebody.
 * @param of.names whom the message names; `of.mine` the reader's own name, if they are named
 */
export function markMentions(tree: TextNode, of: { names: string[]; mine: string | null }): void {
  tree.children = tree.children?.flatMap((child) => {
    if (child.type !== 'text') {
      markMentions(child, of);
      return child;
    }
    return splitMentions(child.value ?? '', of.names).map(({ text, isMention }): TextNode => {
      if (!isMention) return { type: 'text', value: text };
      const isMine = of.mine !== null && isOf(text, of.mine);
      return {
        type: 'mention',
        children: [{ type: 'text', value: text }],
        data: { hName: 'span', hProperties: { className: isMine ? 'mention mine' : 'mention' } },
      };
    });
  });
}

// Whoever names everybody names the reader too.
function isOf(mention: string, mine: string): boolean {
  const name = mention.slice(1).toLowerCase();
  return name === mine.toLowerCase() || name === 'channel';
}
