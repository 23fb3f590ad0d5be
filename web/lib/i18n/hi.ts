import { approvals } from './hi-approvals';
import { frame } from './hi-frame';
import { keysAndPlaces } from './hi-keys';
import { names } from './hi-names';

/** Everything the app says in Hindi, by what it says in English; loaded only by those who read it. */
export const hindi = { ...frame, ...approvals, ...keysAndPlaces, ...names } as const;
/** @see hindi */
export type Hindi = typeof hindi;
