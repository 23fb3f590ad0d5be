import { randomUUID } from 'node:crypto';
import type { Persona } from './company';
import type { MatrixCall } from './matrix-cases';

const nobody = randomUUID();

/** Nothing may be written by anybody here: what an admin sends is refused for what it says. */
const adminOnly = (path: string, forAdmin: number, body?: unknown) => (persona: Persona) => [
  { path, body, expect: persona === 'admin' ? forAdmin : 403 },
];

/** As {@link adminOnly}, for HR as well. */
const keepersOnly = (path: string, forKeepers: number, body?: unknown) => (persona: Persona) => [
  { path, body, expect: persona === 'admin' || persona === 'hr' ? forKeepers : 403 },
];

/** Calendars and places are everybody's to read; HR writes the former, admins both; a digest is one's own. */
export const TIME_CASES: Record<string, (persona: Persona) => MatrixCall[]> = {
  'get /calendars': () => [{ path: '/calendars', expect: 200, mustShow: ['India: Mumbai'] }],
  'post /calendars': keepersOnly('/calendars', 422, { name: 'x', weekly: [] }),
  'patch /calendars/:id': keepersOnly(`/calendars/${nobody}`, 404, { name: 'x' }),
  'post /calendars/:id/holidays': keepersOnly(`/calendars/${nobody}/holidays`, 404, {
    date: '2027-01-01',
    name: 'x',
    half: null,
  }),
  'delete /calendars/:id/holidays/:date': keepersOnly(
    `/calendars/${nobody}/holidays/2027-01-01`,
    404,
  ),
  'get /locations': () => [{ path: '/locations', expect: 200, mustShow: ['Bengaluru'] }],
  'get /locations/:id/people': adminOnly(`/locations/${nobody}/people`, 200),
  'post /locations': adminOnly('/locations', 422, { name: '', zone: 'UTC', calendarId: nobody }),
  'patch /locations/:id': adminOnly(`/locations/${nobody}`, 404, { name: 'x' }),
  'post /locations/:id/people': adminOnly(`/locations/${nobody}/people`, 404, {
    people: [nobody],
  }),
  'get /me/digest': () => [{ path: '/me/digest', expect: 200 }],
  'patch /me/digest': () => [
    { path: '/me/digest', body: { at: '08:17' }, expect: 422 },
    { path: '/me/digest', body: { at: null, employeeId: nobody }, expect: 422 },
  ],
};
