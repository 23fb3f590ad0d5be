/** One event of a `text/event-stream`. */
export interface StreamEvent {
  /** By which the stream is taken up again after a drop; null where the event has none. */
  id: string | null;
  name: string;
  data: string;
}

function eventOf(block: string): StreamEvent | null {
  const event: StreamEvent = { id: null, name: 'message', data: '' };
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const [, field, value = ''] = /^(\w+)(?:: ?(.*))?$/s.exec(line) ?? [];
    if (field === 'id') event.id = value;
    if (field === 'event') event.name = value;
    if (field === 'data') data.push(value);
  }
  event.data = data.join('\n');
  return data.length > 0 || event.name !== 'message' ? event : null;
}

/**
 * Takes a stream apart as its parts arrive, wherever the network cut them.
 * @returns what is called with each part, giving the events that are whole by then
 */
export function createEventParser(): (part: string) => StreamEvent[] {
  let rest = '';
  return (part) => {
    const blocks = (rest + part).split('\n\n');
    rest = blocks.pop() ?? '';
    return blocks.flatMap((block) => eventOf(block) ?? []);
  };
}
