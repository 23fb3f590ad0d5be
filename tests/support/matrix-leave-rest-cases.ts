import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const isHr = (persona: Persona) => persona === 'admin' || persona === 'hr';
const type = { name: 'Study leave', needsBalance: false };

/** Types of leave are everybody's to read and HR's to keep; a document is its uploader's until a request shows it. */
export const LEAVE_REST_CASES: Record<string, Case> = {
  'get /leave-types': () => [{ path: '/leave-types', expect: 200 }],
  'post /leave-types': (persona) => [
    {
      path: '/leave-types',
      body: { ...type, builtIn: true },
      expect: isHr(persona) ? 422 : 403,
    },
  ],
  'patch /leave-types/:code': (persona) => [
    { path: '/leave-types/casual', body: { retired: true }, expect: isHr(persona) ? 409 : 403 },
    { path: '/leave-types/nothing', body: { colour: 'teal' }, expect: isHr(persona) ? 404 : 403 },
    {
      path: '/leave-types/casual',
      body: { needsBalance: false },
      expect: isHr(persona) ? 422 : 403,
    },
  ],
  'post /leave-documents': () => [{ path: '/leave-documents', expect: 415 }],
  'get /leave-documents/:id': () => [{ path: `/leave-documents/${nobody}`, expect: 404 }],
};
