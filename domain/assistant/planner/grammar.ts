import type { Intent } from './cue-words';
import { BUSINESS_INTENTS } from './cues-of-business';
import { REQUEST_INTENTS } from './cues-of-requests';

/** What each tool is asked for with. */
export const GRAMMAR: Intent[] = [...REQUEST_INTENTS, ...BUSINESS_INTENTS];
