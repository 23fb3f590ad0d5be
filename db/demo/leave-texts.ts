import type { BuiltInLeaveType } from '../../domain/leave/leave-types';

/** What people of the demo ask for: they were given no time off for overtime yet. */
export type TakenType = Exclude<BuiltInLeaveType, 'comp-off'>;
import type { LeavePeriod } from '../../domain/leave/working-days';

/** What people write. */
export const LEAVE_REASONS: Record<TakenType, string[]> = {
  casual: [
    'School admission of my daughter',
    'Moving to a new flat',
    'A cousin’s engagement',
    'Passport office appointment',
    'Family function at home',
    'Registering a property',
  ],
  sick: ['Viral fever', 'Dental surgery', 'Migraine', 'Food poisoning', 'Check-up at the hospital'],
  earned: [
    'Visiting my parents in Kochi',
    'A trip to Ladakh with friends',
    'My brother’s wedding',
    'Holiday with the family in Goa',
    'Festival at home',
  ],
  unpaid: ['Looking after my father', 'Exams of an evening course', 'A longer stay at home'],
};

/** What managers answer when they cannot let people go. */
export const LEAVE_REJECTIONS = [
  'The quarter closes that week, please pick another date',
  'Two of the team are away already',
  'The customer visit is fixed for that day; a week later is fine',
];

/** Leave that lies ahead, so that "who is out" has something to say. Nobody here is kept from asking for December. */
export const UPCOMING_LEAVE: (LeavePeriod & {
  login: string;
  type: TakenType;
  askedOn: string;
})[] = [
  away('sales.manager', 'casual', '2026-11-25', '2026-11-25', '2026-11-11'),
  away('consulting.head', 'casual', '2026-11-23', '2026-11-23', '2026-11-12'),
  away('hr', 'casual', '2026-11-27', '2026-11-27', '2026-11-16'),
  {
    ...away('consulting.manager', 'casual', '2026-12-10', '2026-12-10', '2026-11-17'),
    toHalf: 'am',
  },
  away('consulting.head', 'earned', '2026-12-21', '2026-12-24', '2026-10-22'),
  away('finance', 'earned', '2026-12-28', '2026-12-30', '2026-10-29'),
  away('sales.head', 'earned', '2026-12-28', '2026-12-31', '2026-10-27'),
  away('sales.manager', 'earned', '2026-12-23', '2026-12-24', '2026-11-04'),
  away('hr', 'earned', '2027-01-04', '2027-01-12', '2026-11-05'),
  away('sales.rep', 'earned', '2027-01-13', '2027-01-15', '2026-11-12'),
  away('consultant', 'earned', '2027-01-07', '2027-01-08', '2026-11-13'),
  away('consultant2', 'casual', '2027-01-25', '2027-01-25', '2026-11-16'),
];

function away(login: string, type: TakenType, from: string, to: string, askedOn: string) {
  return { login, type, from, to, askedOn, fromHalf: 'am' as const, toHalf: 'pm' as const };
}
