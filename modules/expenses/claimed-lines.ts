import type { CalendarDate } from '../../domain/dates/calendar';
import type { ClaimLine, ExpenseCategory } from '../../domain/expenses/claims';
import type { Meal } from '../../domain/expenses/per-diem';
import type { Vehicle } from '../../domain/expenses/mileage';

/** What every line says. */
interface LineWords {
  date: CalendarDate;
  category: ExpenseCategory;
  description: string;
  /** Ids of uploaded receipts. */
  receipts?: string[];
}

/** Something that was paid for. */
export interface PaidLine extends LineWords, ClaimLine {
  basis?: 'actual';
}

/** A drive, of which the amount is reckoned here. */
interface DriveLine extends LineWords {
  basis: 'mileage';
  vehicle: Vehicle;
  /** In kilometres: "12.5". */
  distance: string;
}

/** Days away, of which the amount is reckoned here; it begins on its date. */
interface JourneyLine extends LineWords {
  basis: 'per-diem';
  place: string;
  until: CalendarDate;
  meals?: { date: CalendarDate; meal: Meal }[];
}

/** A line as it is claimed. */
export type ClaimedLine = PaidLine | DriveLine | JourneyLine;
