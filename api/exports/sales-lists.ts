import { STAGE_NAMES } from '../../domain/sales/stages';
import { customerListQuerySchema, type CustomerRow } from '../../domain/wire/customers';
import { dealListQuerySchema, type DealRow } from '../../domain/wire/deals';
import { listCustomers } from '../../modules/sales/customer-queries';
import { listDeals } from '../../modules/sales/deal-queries';
import { amount, listExport } from './list-export';

const customers = listExport('customers', {
  summary: 'The customers I may see, as a file',
  query: customerListQuerySchema,
  read: listCustomers,
  shows: { resource: 'customer', ids: (rows: CustomerRow[]) => rows.map(({ id }) => id) },
  cells: {
    name: ({ name }: CustomerRow) => name,
    industry: ({ industry }) => industry,
    city: ({ city }) => city,
    owner: ({ owner }) => owner.name,
    department: ({ department }) => department.name,
    deals: ({ openDeals }) => ({ decimal: String(openDeals) }),
    archived: ({ archived }) => (archived ? 'yes' : 'no'),
  },
});

const deals = listExport('deals', {
  summary: 'The deals I may see, as a file',
  query: dealListQuerySchema,
  read: listDeals,
  shows: { resource: 'deal', ids: (rows: DealRow[]) => rows.map(({ id }) => id) },
  cells: {
    number: ({ number }: DealRow) => number,
    name: ({ name }) => name,
    customer: ({ customer }) => customer.name,
    owner: ({ owner }) => owner.name,
    stage: ({ stage }) => STAGE_NAMES[stage],
    amount: (row) => amount(row.amount),
    weighted: (row) => amount(row.weighted),
    currency: (row) => row.amount.currency,
    expected: ({ expectedOn }) => expectedOn,
    closed: ({ closedOn }) => closedOn,
  },
});

/** What leaves sales as a file: for those who may see it on the page. */
export const salesLists = { customers, deals };
