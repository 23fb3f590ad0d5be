import type { Persona } from './company';
import type { Case } from './matrix-cases';

const holdsMoney = (persona: Persona) => persona === 'finance' || persona === 'admin';

/** What a kilometre is worth: read by everybody, entered by finance. */
export const MILEAGE_CASES: Record<string, Case> = {
  'get /mileage-rates': () => [{ path: '/mileage-rates', expect: 200 }],
  'put /mileage-rates': (persona) => [
    {
      path: '/mileage-rates',
      body: { vehicle: 'car', startsOn: '2026-11-02', rate: '0' },
      expect: holdsMoney(persona) ? 422 : 403,
    },
  ],
};
