import type { ConversationWire } from '../../domain/wire/chat';
import { PERSONAS } from './company';
import type { Personas } from './personas';

/** Has everybody read what the demo company leaves unread, for suites that count what is. */
export async function readEverything(people: Personas): Promise<void> {
  for (const persona of PERSONAS) {
    const client = await people.as(persona);
    const { items } = (await client.get('/conversations')).body as { items: ConversationWire[] };
    for (const { id, head, unread } of items)
      if (unread > 0) await client.post(`/conversations/${id}/read`, { upTo: head });
  }
}
