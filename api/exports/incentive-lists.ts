import { statementQuerySchema, type StatementRowWire } from '../../domain/wire/incentives';
import { listStatements } from '../../modules/incentives/queries';
import { listExport } from './list-export';

/** What can be taken along of incentives. */
export const incentiveLists = {
  'incentive-statements': listExport('incentive-statements', {
    summary: 'Statements of incentives as far as I may see them, as a file',
    query: statementQuerySchema,
    read: listStatements,
    shows: null,
    cells: {
      seller: ({ seller }: StatementRowWire) => seller.name,
      plan: ({ plan }) => plan.name,
      period: ({ period }) => period,
      from: ({ from }) => from,
      payable: ({ payable }) => ({ decimal: payable.amount }),
      carried: ({ carriedForward }) => ({ decimal: carriedForward.amount }),
      currency: ({ payable }) => payable.currency,
      status: ({ status }) => status,
    },
  }),
};
