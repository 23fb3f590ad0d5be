import { randomUUID } from 'node:crypto';
import type { Case } from './matrix-cases';

const nobody = randomUUID();

/** The language of the app is one's own to choose, and nobody names a person. */
export const LANGUAGE_CASES: Record<string, Case> = {
  'put /me/language': () => [
    { path: '/me/language', body: { language: 'fr' }, expect: 422 },
    { path: '/me/language', body: { language: 'hi', employeeId: nobody }, expect: 422 },
    { path: '/me/language', body: { language: null }, expect: 200 },
  ],
};
