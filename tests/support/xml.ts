/** An element of a document. */
export interface XmlNode {
  name: string;
  attributes: Record<string, string>;
  children: XmlNode[];
  text: string;
}

const TOKEN = /<(\/?)([A-Za-z][\w.]*)((?:\s+[\w:]+="[^"<]*")*)\s*>|([^<]+)|(<)/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Reads a document without DTD, comments or empty elements; throws on anything that is not well-formed. */
export function readXml(document: string): XmlNode {
  const root: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const content = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '');
  for (const [, end, name, attributes = '', text, stray] of content.matchAll(TOKEN)) {
    const at = open.at(-1)!;
    if (stray) throw new Error('a "<" that begins no element');
    if (text !== undefined) at.text += decode(text);
    else if (end) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> ends nothing`);
    } else {
      const found = [...attributes.matchAll(/([\w:]+)="([^"]*)"/g)];
      const node: XmlNode = {
        ...{ name: name ?? '', children: [], text: '' },
        attributes: Object.fromEntries(
          found.map(([, key = '', value = '']) => [key, decode(value)]),
        ),
      };
      at.children.push(node);
      open.push(node);
    }
  }
  if (open.length !== 1 || root.children.length !== 1) throw new Error('not one whole document');
  return root.children[0]!;
}

function decode(text: string): string {
  return text.replace(/&(\w*);?/g, (whole, name: string) => {
    const found = ENTITIES[name];
    if (!whole.endsWith(';') || found === undefined) throw new Error(`${whole} is no entity`);
    return found;
  });
}
