import { METHOD_NAMES } from '../../domain/project-accounts/earned';
import { portfolioQuerySchema, type PortfolioRow } from '../../domain/wire/project-terms';
import { listPortfolio } from '../../modules/project-accounts/portfolio-queries';
import { amount, listExport } from './list-export';

const percent = (text: string | null) => text && { decimal: text };

/** The portfolio as a file: for those who may read it on the page. */
export const projectPortfolio = listExport('project-portfolio', {
  summary: 'The projects whose account I may see, as a file',
  query: portfolioQuerySchema,
  read: listPortfolio,
  shows: null,
  cells: {
    code: ({ code }: PortfolioRow) => code,
    name: ({ name }) => name,
    customer: ({ customer }) => customer,
    department: ({ department }) => department,
    manager: ({ manager }) => manager,
    status: ({ status }) => status,
    method: ({ method }) => method && METHOD_NAMES[method],
    revenue: ({ revenue }) => amount(revenue),
    cost: ({ cost }) => amount(cost),
    margin: ({ margin }) => amount(margin),
    budget: ({ budget }) => amount(budget),
    burn: ({ burn }) => percent(burn),
    billable: ({ billableShare }) => percent(billableShare),
  },
});
