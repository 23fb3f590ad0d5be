import type { Hindi } from './hi';

type Plural = Extract<keyof Hindi, `${string}_one` | `${string}_other`>;

/** English messages are their own keys; only those whose form depends on a number are written out. */
export const PLURALS: Record<Plural, string> = {
  '{{count}} requests, with the same words for each_one':
    '{{count}} request, with the same words for each',
  '{{count}} requests, with the same words for each_other':
    '{{count}} requests, with the same words for each',
  '{{count}} requests_one': '{{count}} request',
  '{{count}} requests_other': '{{count}} requests',
  'of {{count}} days, {{taken}} taken_one': 'of {{count}} day, {{taken}} taken',
  'of {{count}} days, {{taken}} taken_other': 'of {{count}} days, {{taken}} taken',
};
