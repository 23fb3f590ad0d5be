import type { DealStage } from '../../domain/sales/stages';

/** A customer of the demo company, with whose it is and who is there. */
interface DemoCustomer {
  name: string;
  industry: string;
  city: string;
  owner: string;
  contacts: [name: string, jobTitle: string][];
}

/** Whom the demo company sells to; the first six are those of its projects. */
export const CUSTOMERS: DemoCustomer[] = [
  customer('Malabar Foods', 'Food', 'Kochi', 'sales.rep', 'Leela Menon', 'Anil Kurup'),
  customer('Deccan Motors', 'Vehicles', 'Pune', 'sales.rep', 'Rohit Deshpande', 'Smita Kale'),
  customer('Vindhya Textiles', 'Textiles', 'Indore', 'sales.rep2', 'Kavita Jain'),
  customer('Kaveri Credit', 'Banking', 'Mysuru', 'sales.rep2', 'Suresh Gowda', 'Nandini Rao'),
  customer('Nilgiri Clinics', 'Health', 'Coimbatore', 'sales.manager', 'Dr. Priya Raman'),
  customer('Sahyadri Power', 'Energy', 'Nashik', 'sales.rep', 'Vikas Patil'),
  customer('Konkan Shipping', 'Logistics', 'Mumbai', 'sales.rep2', 'Farah Merchant'),
  customer('Thar Solar', 'Energy', 'Jodhpur', 'sales.rep', 'Mohan Rathore'),
  customer('Coromandel Paper', 'Paper', 'Chennai', 'sales.rep2', 'Geetha Subramaniam'),
  customer('Garhwal Hotels', 'Hotels', 'Dehradun', 'sales.manager', 'Arjun Negi'),
];

function customer(
  name: string,
  industry: string,
  city: string,
  owner: string,
  ...people: string[]
): DemoCustomer {
  const titles = ['Head of purchasing', 'Head of IT'];
  return {
    ...{ name, industry, city, owner },
    contacts: people.map((person, at) => [person, titles[at] ?? 'Director']),
  };
}

/** What else is sold, beside what has become a project. */
export const OFFERS = [
  'Field service app',
  'Invoice archive',
  'Stock counting',
  'Customer portal',
  'Fleet tracking',
  'Shift planning',
  'Price lists',
  'Service contracts',
  'Plant maintenance',
  'Visitor desk',
  'Tender archive',
  'Data warehouse',
];

/** What is under way on the last day of the past: the stage, the offer, the customer, lakhs of rupees and the day. */
export const OPEN_DEALS: [DealStage, string, string, number, string][] = [
  ['negotiation', 'Shift planning, three plants', 'Malabar Foods', 42, '2026-12-18'],
  ['negotiation', 'Fleet tracking', 'Konkan Shipping', 27, '2027-01-22'],
  ['negotiation', 'Customer portal', 'Thar Solar', 18, '2026-12-28'],
  ['proposal', 'Branch archive', 'Kaveri Credit', 36, '2027-02-12'],
  ['proposal', 'Dealer warranty desk', 'Deccan Motors', 54, '2027-02-26'],
  ['proposal', 'Visitor desk', 'Garhwal Hotels', 9, '2027-01-15'],
  ['proposal', 'Plant maintenance', 'Coromandel Paper', 31, '2027-03-19'],
  ['qualified', 'Meter data warehouse', 'Sahyadri Power', 63, '2027-04-16'],
  ['qualified', 'Loom monitoring', 'Vindhya Textiles', 22, '2027-03-05'],
  ['qualified', 'Appointment desk', 'Nilgiri Clinics', 14, '2027-02-05'],
  ['lead', 'Service contracts', 'Thar Solar', 12, '2027-05-14'],
  ['lead', 'Price lists', 'Malabar Foods', 7, '2027-04-30'],
  ['lead', 'Tender archive', 'Konkan Shipping', 16, '2027-05-28'],
  // Slipped past its day: somebody has to say what becomes of it.
  ['proposal', 'Stock counting', 'Vindhya Textiles', 11, '2026-11-06'],
];

/** What is noted about deals. */
export const NOTES = [
  'They want the first plant before the monsoon.',
  'Asked for references from the same trade.',
  'Price is fine, they worry about the data from the old system.',
  'Met the board; purchasing decides next month.',
  'Sent the offer again with training as a line of its own.',
  'The IT head prefers us, finance compares with one other.',
];
