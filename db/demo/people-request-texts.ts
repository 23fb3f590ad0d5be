import type { HiringRequisition } from '../../approvals/hiring-requisition/definition';
import type { OvertimeRequest } from '../../approvals/overtime/definition';
import type { ProfileChangeRequest } from '../../approvals/profile-change/definition';
import type { CalendarDate } from '../../domain/dates/calendar';
import type { TravelMode } from '../../domain/travel/modes';
import type { PastOutcome } from './history';

/** Who asked and when, and how it ended: approved unless it says so. */
interface Asked {
  on: CalendarDate;
  login: string;
  outcome?: PastOutcome;
}

/** Overtime, by the day it was worked on: oldest first. */
export const OVERTIME: (Asked & Omit<OvertimeRequest, 'date'>)[] = [
  {
    ...{ on: '2025-02-15', login: 'consultant', hours: 6, compensation: 'comp-off' },
    reason: 'Cutover of the order desk at Malabar Foods',
  },
  {
    ...{ on: '2025-06-28', login: 'consultant2', hours: 4.5, compensation: 'pay' },
    reason: 'Stock count with the customer',
  },
  {
    ...{ on: '2025-11-22', login: 'sales.rep', hours: 3, compensation: 'comp-off' },
    reason: 'Stand at the trade fair',
    outcome: 'rejected',
  },
  {
    ...{ on: '2026-03-28', login: 'consultant', hours: 12, compensation: 'comp-off' },
    reason: 'Year-end closing on site',
  },
  {
    ...{ on: '2026-03-29', login: 'consultant', hours: 9.25, compensation: 'comp-off' },
    reason: 'Year-end closing on site, second day',
  },
  {
    ...{ on: '2026-09-19', login: 'sales.rep2', hours: 2.5, compensation: 'pay' },
    reason: 'Partner day',
  },
];

/** Journeys, oldest first. */
export const JOURNEYS: (Asked & {
  purpose: string;
  international: boolean;
  legs: [date: CalendarDate, from: string, to: string, mode: TravelMode][];
  estimate: string;
  advance?: string;
})[] = [
  {
    ...{ on: '2025-01-20', login: 'consultant', purpose: 'Workshop at Malabar Foods' },
    international: false,
    legs: [
      ['2025-02-03', 'Mumbai', 'Kochi', 'flight'],
      ['2025-02-05', 'Kochi', 'Mumbai', 'flight'],
    ],
    ...{ estimate: '28400.00', advance: '8000.00' },
  },
  {
    ...{ on: '2025-05-05', login: 'sales.rep', purpose: 'Trade fair in Hyderabad' },
    international: false,
    legs: [
      ['2025-05-20', 'Mumbai', 'Hyderabad', 'train'],
      ['2025-05-23', 'Hyderabad', 'Mumbai', 'train'],
    ],
    estimate: '19500.00',
  },
  {
    ...{ on: '2025-09-15', login: 'sales.manager', purpose: 'Partner meeting in Dubai' },
    international: true,
    legs: [
      ['2025-10-07', 'Mumbai', 'Dubai', 'flight'],
      ['2025-10-10', 'Dubai', 'Mumbai', 'flight'],
    ],
    ...{ estimate: '112000.00', advance: '30000.00' },
  },
  {
    ...{ on: '2026-04-13', login: 'sales.rep2', purpose: 'Demo at Deccan Motors' },
    international: false,
    legs: [['2026-04-27', 'Mumbai', 'Pune', 'car']],
    estimate: '4200.00',
    outcome: 'rejected',
  },
  {
    ...{ on: '2026-07-06', login: 'consultant2', purpose: 'Kick-off with Vindhya Textiles' },
    international: false,
    legs: [
      ['2026-07-20', 'Mumbai', 'Indore', 'flight'],
      ['2026-07-22', 'Indore', 'Bhopal', 'taxi'],
      ['2026-07-24', 'Bhopal', 'Mumbai', 'train'],
    ],
    ...{ estimate: '36750.00', advance: '12000.00' },
  },
];

/** A bank account somebody changed to. */
export type DemoAccount = Pick<Asked, 'on' | 'login'> & ProfileChangeRequest;

/** One account a person; the others are paid as they were before there was NETRA. */
export const ACCOUNTS: DemoAccount[] = [
  {
    ...{ on: '2025-03-10', login: 'consultant2', accountHolder: 'Karan Malhotra' },
    ...{ bankName: 'Sahyadri Bank, Pune', ifsc: 'SHYB0000417', accountNumber: '004517730262' },
    reason: 'I have moved to Pune',
  },
  {
    ...{ on: '2026-06-01', login: 'sales.rep2', accountHolder: 'Vikram Joshi' },
    ...{ bankName: 'Konkan Bank, Mumbai', ifsc: 'KONB0002210', accountNumber: '70011945380' },
    reason: 'I closed the old account',
  },
];

/** Requisitions, oldest first. */
export const HIRINGS: (Asked & HiringRequisition)[] = [
  {
    ...{ on: '2025-08-11', login: 'consulting.manager', role: 'Consultant, retail', positions: 2 },
    ...{ band: 'B3', budget: { amount: '2600000.00', currency: 'INR' }, startBy: '2025-11-03' },
    reason: 'Two projects start in winter',
  },
  {
    ...{ on: '2026-03-16', login: 'sales.manager', role: 'Sales representative', positions: 1 },
    ...{ band: 'B2', budget: { amount: '950000.00', currency: 'INR' }, startBy: '2026-06-01' },
    reason: 'A third region',
    outcome: 'rejected',
  },
  {
    ...{ on: '2026-09-07', login: 'sales.manager', role: 'Key account manager', positions: 1 },
    ...{ band: 'B4', budget: { amount: '1900000.00', currency: 'INR' }, startBy: '2027-01-04' },
    reason: 'Large customers want one face',
  },
];
