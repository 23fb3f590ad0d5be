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
  '{{count}} days_one': '{{count}} day',
  '{{count}} days_other': '{{count}} days',
  '{{name}} ({{count}} days left)_one': '{{name}} ({{count}} day left)',
  '{{name}} ({{count}} days left)_other': '{{name}} ({{count}} days left)',
  '{{count}} people_one': '{{count}} person',
  '{{count}} people_other': '{{count}} people',
  '{{count}} rows_one': '{{count}} row',
  '{{count}} rows_other': '{{count}} rows',
  '{{count}} answers_one': '{{count}} answer',
  '{{count}} answers_other': '{{count}} answers',
  '{{count}} new messages_one': '{{count}} new message',
  '{{count}} new messages_other': '{{count}} new messages',
};
