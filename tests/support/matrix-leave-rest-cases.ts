import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { Case } from './matrix-cases';

const nobody = randomUUID();
const isHr = (persona: Persona) => persona === 'admin' || persona === 'hr';
// Finance heads its own department.
const keepsBlocks = (persona: Persona) =>
  isHr(persona) || persona === 'finance' || persona.endsWith('.head');
const block = {
  ...{ name: 'Year end', from: '2098-12-30', to: '2098-12-31', effect: 'refuse', reason: 'x' },
};
const type = { name: 'Study leave', needsBalance: false };

// What is no form is refused to those who may send one.
const fileFor = (path: string, query = ''): [string, Case] => [
  `post ${path}`,
  (persona) => [
    {
      path: path.replace(':id', nobody) + query,
      body: {},
      expect: isHr(persona) ? 415 : 403,
    },
  ],
];

/** Types of leave are everybody's to read and HR's to keep; a document is its uploader's until a request shows it. */
export const LEAVE_REST_CASES: Record<string, Case> = {
  ...Object.fromEntries(
    ['/calendars/:id/holiday-imports', '/daily-rate-imports'].flatMap((path) => [
      fileFor(`${path}/checks`),
      fileFor(path, `?sha256=${'0'.repeat(64)}`),
    ]),
  ),
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
  'get /leave-blocks': () => [{ path: '/leave-blocks', expect: 200 }],
  'post /leave-blocks': (persona) => [
    // A head names no block dates of everybody.
    {
      path: '/leave-blocks',
      body: { ...block, types: ['nothing'] },
      expect: isHr(persona) ? 422 : 403,
    },
    {
      path: '/leave-blocks',
      body: { ...block, createdBy: nobody },
      expect: keepsBlocks(persona) ? 422 : 403,
    },
  ],
  'put /leave-blocks/:id': (persona) => [
    { path: `/leave-blocks/${nobody}`, body: block, expect: keepsBlocks(persona) ? 404 : 403 },
  ],
  'delete /leave-blocks/:id': (persona) => [
    { path: `/leave-blocks/${nobody}`, expect: keepsBlocks(persona) ? 404 : 403 },
  ],
  'put /leave-blocks/:id/exceptions/:employeeId': (persona, world) => [
    {
      path: `/leave-blocks/${nobody}/exceptions/${nobody}`,
      body: { reason: 'x' },
      expect: isHr(persona) ? 404 : 403,
    },
    {
      path: `/leave-blocks/${nobody}/exceptions/${world.api.company.people[persona]}`,
      body: { reason: 'x' },
      expect: 403,
    },
  ],
  'delete /leave-blocks/:id/exceptions/:employeeId': (persona) => [
    {
      path: `/leave-blocks/${nobody}/exceptions/${nobody}`,
      expect: isHr(persona) ? 404 : 403,
    },
  ],
  'post /leave-documents': () => [{ path: '/leave-documents', expect: 415 }],
  'get /leave-documents/:id': () => [{ path: `/leave-documents/${nobody}`, expect: 404 }],
};
