import { z } from 'zod';

/** Whether somebody is there: at a page, at one that nobody touches, or at none. */
export type Presence = 'online' | 'away' | 'offline';

/** Socket event `presence` of a client: nobody has touched its page for a while, or somebody does again. */
export const pageStateSchema = z.strictObject({ away: z.boolean() });

/** Socket event `presence` of the server. `whole`: whoever is not named is offline. */
export interface PresenceEvent {
  whole: boolean;
  people: { userId: string; state: Presence }[];
}
