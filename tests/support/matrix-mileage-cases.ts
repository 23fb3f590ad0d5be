import type { Persona } from './company';
import type { Case } from './matrix-cases';

const holdsMoney = (persona: Persona) => persona === 'finance' || persona === 'admin';

/** What kilometres and days away are worth: read by everybody, entered by finance. */
export const MILEAGE_CASES: Record<string, Case> = {
  'get /mileage-rates': () => [{ path: '/mileage-rates', expect: 200 }],
  'get /per-diem-rates': () => [{ path: '/per-diem-rates', expect: 200 }],
  'put /per-diem-rates': (persona) => [
    {
      path: '/per-diem-rates',
      body: { place: 'Pune', startsOn: '2026-11-02', edgePercent: 101 },
      expect: holdsMoney(persona) ? 422 : 403,
    },
  ],
  'put /mileage-rates': (persona) => [
    {
      path: '/mileage-rates',
      body: { vehicle: 'car', startsOn: '2026-11-02', rate: '0' },
      expect: holdsMoney(persona) ? 422 : 403,
    },
  ],
};
