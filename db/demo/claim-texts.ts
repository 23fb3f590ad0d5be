import type { ExpenseCategory } from '../../domain/expenses/claims';

/** What claims are for. */
export const CLAIM_TRIPS: { title: string; categories: ExpenseCategory[] }[] = [
  { title: 'Client visit in Pune', categories: ['travel', 'lodging', 'meals'] },
  { title: 'Workshop at Vindhya Textiles', categories: ['travel', 'lodging', 'meals', 'supplies'] },
  { title: 'Trade fair in Hyderabad', categories: ['travel', 'lodging', 'meals', 'other'] },
  { title: 'Two days on site in Coimbatore', categories: ['travel', 'lodging', 'meals'] },
  { title: 'Lunch with Malabar Foods', categories: ['meals'] },
  { title: 'Taxis of the month', categories: ['travel'] },
  { title: 'Equipment for the home office', categories: ['supplies', 'other'] },
  { title: 'Certification and books', categories: ['training', 'supplies'] },
  { title: 'Demo at Deccan Motors', categories: ['travel', 'meals'] },
];

/** What lines say. */
export const LINE_TEXTS: Record<ExpenseCategory, string[]> = {
  travel: ['Return flight', 'Train, chair car', 'Airport taxi', 'Taxi to the client', 'Road toll'],
  meals: ['Dinner with the client', 'Lunch on the way', 'Breakfast meeting', 'Team dinner'],
  lodging: ['One night near the client', 'Hotel, two nights', 'Guest house'],
  supplies: ['Keyboard and mouse', 'Printing of handouts', 'Monitor cable', 'Whiteboard markers'],
  training: ['Course fee', 'Exam fee', 'Online course'],
  other: ['Courier', 'SIM card for the visit', 'Visa photographs'],
};
