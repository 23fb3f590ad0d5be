import type { CalendarDate } from '../../domain/dates/calendar';

/** Something that was ordered; `bill` is the vendor's number of the bill that came for it. */
export interface DemoPurchase {
  on: CalendarDate;
  login: string;
  vendor: string;
  purpose: string;
  lines: [description: string, quantity: number, unitPrice: string][];
  outcome?: 'rejected' | 'withdrawn';
  bill?: string;
}

/** What was ordered in two years, oldest first. */
export const PURCHASES: DemoPurchase[] = [
  {
    ...{ on: '2025-01-14', login: 'consultant', vendor: 'Konkan Computers' },
    purpose: 'Test devices for the Malabar Foods project',
    lines: [['Tablet, 10 inch', 4, '17499.00']],
    bill: 'KC-24/2291',
  },
  {
    ...{ on: '2025-04-08', login: 'sales.rep', vendor: 'Hampi Print House' },
    purpose: 'Brochures for the spring trade fair',
    lines: [
      ['Brochure, 16 pages', 1200, '18.50'],
      ['Roll-up banner', 3, '2400.00'],
    ],
    bill: '2025-0417',
  },
  {
    ...{ on: '2025-07-22', login: 'consultant2', vendor: 'Nilgiri Cooling' },
    purpose: 'Air coolers for the project room',
    lines: [['Air cooler', 2, '11200.00']],
    outcome: 'rejected',
  },
  {
    ...{ on: '2025-10-06', login: 'sales.manager', vendor: 'Sahyadri Office Supplies' },
    purpose: 'Places for those who join in November',
    lines: [
      ['Desk, 140 cm', 5, '16800.00'],
      ['Office chair', 5, '9250.50'],
    ],
    bill: 'SOS/2025/1010',
  },
  {
    ...{ on: '2026-02-17', login: 'consulting.manager', vendor: 'Konkan Computers' },
    purpose: 'Servers of the training environment',
    lines: [
      ['Server, 64 GB', 2, '184000.00'],
      ['Rack and cabling', 1, '38500.00'],
    ],
    bill: 'KC-26/0388',
  },
  {
    ...{ on: '2026-05-12', login: 'sales.rep2', vendor: 'Hampi Print House' },
    purpose: 'Folders for the partner day',
    lines: [['Folder with print', 300, '64.00']],
    outcome: 'withdrawn',
  },
  {
    ...{ on: '2026-08-04', login: 'consultant', vendor: 'Gomti Headsets' },
    purpose: 'Headsets for remote workshops',
    lines: [['Headset, wireless', 8, '5990.00']],
    bill: 'GH-8812',
  },
  {
    ...{ on: '2026-10-27', login: 'sales.rep', vendor: 'Sahyadri Office Supplies' },
    purpose: 'Standing desks for the second floor',
    lines: [
      ['Standing desk, 140 cm', 3, '18500.00'],
      ['Mat', 3, '1450.00'],
    ],
  },
];
