/** A project of the demo company; people by login. */
export interface DemoProject {
  code: string;
  name: string;
  customer: string;
  manager: string;
  members: string[];
  status: 'planned' | 'active' | 'live' | 'closed';
  startsOn: string;
  liveOn?: string;
  /** An earlier date that was asked for and refused. */
  refusedGoLive?: string;
  /** Who asks; the first member unless told. */
  asksForGoLive?: string;
}

/** What people write when something goes live. */
export const GO_LIVE_NOTES = [
  'Billing goes first, reports follow in the week after',
  'All three plants at once, support on site for two days',
  'Pilot branch first; the others follow when a week was quiet',
  'Cut-over in the evening, the old system stays readable for a month',
];

const BOTH = ['consultant', 'consultant2'];

/** Consulting's projects, oldest first. */
export const PROJECTS: DemoProject[] = [
  project('CON-001', 'Payroll migration', 'Malabar Foods', 'closed', '2024-11-11', {
    liveOn: '2025-04-14',
  }),
  project('CON-002', 'Warehouse scanner', 'Deccan Motors', 'closed', '2024-12-02', {
    liveOn: '2025-06-09',
    refusedGoLive: '2025-05-12',
  }),
  project('CON-003', 'Dealer portal', 'Deccan Motors', 'live', '2025-02-03', {
    liveOn: '2025-09-15',
    members: ['consultant'],
  }),
  project('CON-004', 'Quality records', 'Vindhya Textiles', 'live', '2025-04-07', {
    liveOn: '2025-12-08',
    asksForGoLive: 'consulting.manager',
  }),
  project('CON-005', 'Loan desk', 'Kaveri Credit', 'live', '2025-07-14', {
    liveOn: '2026-03-16',
    refusedGoLive: '2026-02-09',
    members: ['consultant2'],
  }),
  project('CON-006', 'Patient intake', 'Nilgiri Clinics', 'live', '2025-10-06', {
    liveOn: '2026-07-20',
    manager: 'consulting.head',
  }),
  project('CON-007', 'Spare parts shop', 'Deccan Motors', 'active', '2026-01-12', {
    refusedGoLive: '2026-10-12',
  }),
  project('CON-008', 'Route planning', 'Malabar Foods', 'active', '2026-02-16'),
  project('CON-009', 'Order desk', 'Vindhya Textiles', 'active', '2026-03-23'),
  project('CON-010', 'Branch reporting', 'Kaveri Credit', 'active', '2026-05-04'),
  project('CON-011', 'Ward rounds', 'Nilgiri Clinics', 'active', '2026-06-15', {
    members: ['consultant'],
  }),
  project('CON-012', 'Energy metering', 'Sahyadri Power', 'active', '2026-08-03', {
    members: ['consultant2'],
  }),
  project('CON-013', 'Supplier portal', 'Sahyadri Power', 'active', '2026-09-21', {
    manager: 'consulting.head',
  }),
  project('CON-014', 'Claims archive', 'Kaveri Credit', 'planned', '2027-01-11'),
];

function project(
  code: string,
  name: string,
  customer: string,
  status: DemoProject['status'],
  startsOn: string,
  more: Partial<DemoProject> = {},
): DemoProject {
  return {
    code,
    name,
    customer,
    status,
    startsOn,
    manager: 'consulting.manager',
    members: BOTH,
    ...more,
  };
}
