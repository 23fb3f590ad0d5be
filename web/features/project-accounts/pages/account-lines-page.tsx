import { Anchor, Stack, Table } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { formatDate } from '../../../../domain/dates/format';
import {
  ACCOUNT_FIGURES,
  FIGURE_NAMES,
  type AccountFigure,
} from '../../../../domain/project-accounts/figures';
import { formatHours } from '../../../../domain/timesheets/hours';
import type { AccountLineWire } from '../../../../domain/wire/project-accounts';
import { EmptyState } from '../../../components/empty-state';
import { MoneyText } from '../../../components/money-text';
import { PageHeader } from '../../../components/page-header';
import { PageList } from '../../../components/page-list';
import { ScrollTable } from '../../../components/scroll-table';
import { TextCell } from '../../../components/text-cell';
import { withQuery } from '../../../lib/api';
import { keys } from '../../../lib/query-keys';
import { useSearchFilters } from '../../../lib/search-filters';
import { holdsAny, useMe } from '../../../lib/session';
import { usePages } from '../../../lib/use-pages';

const FIGURES = ['Time', 'An hour', 'Cost', 'Amount'];
const HEADS = {
  work: ['Day', 'Who', 'Task', 'Time', 'An hour', 'Cost', 'Approval'],
  posted: ['Day', 'Text', 'Amount', 'Entry'],
};

function WorkLine({ line }: { line: AccountLineWire }) {
  return (
    <Table.Tr>
      <Table.Td>{formatDate(line.on)}</Table.Td>
      <Table.Td>{line.person?.name}</Table.Td>
      <TextCell>{line.text}</TextCell>
      <Table.Td ta="right">{formatHours(line.minutes ?? 0)}</Table.Td>
      <Table.Td ta="right">{line.hour && <MoneyText value={line.hour} />}</Table.Td>
      <Table.Td ta="right">{line.amount ? <MoneyText value={line.amount} /> : 'No rate'}</Table.Td>
      <Table.Td>
        {line.approvalId && <Link to={`/approvals/${line.approvalId}`}>Open</Link>}
      </Table.Td>
    </Table.Tr>
  );
}

function PostedLine({ line }: { line: AccountLineWire }) {
  const keepsBooks = holdsAny(useMe(), 'finance', 'admin');
  return (
    <Table.Tr>
      <Table.Td>{formatDate(line.on)}</Table.Td>
      <TextCell>{line.text}</TextCell>
      <Table.Td ta="right">{line.amount && <MoneyText value={line.amount} />}</Table.Td>
      <Table.Td>
        {keepsBooks && line.entryId && <Link to={`/finance/journal/${line.entryId}`}>Open</Link>}
      </Table.Td>
    </Table.Tr>
  );
}

/** The lines a figure of a project is the sum of: the address says which figure and of which days. */
export function Component() {
  const { id = '' } = useParams();
  const { filters } = useSearchFilters(['figure', 'from', 'to'] as const);
  const { from, to } = filters;
  const figure: AccountFigure = ACCOUNT_FIGURES.find((one) => one === filters.figure) ?? 'revenue';
  const query = { figure, from, to };
  const pages = usePages<AccountLineWire>({
    ...{ key: keys.accountLines(id, query), path: `/projects/${id}/pnl/lines`, query },
  });
  const isWork = figure === 'work';
  const Line = isWork ? WorkLine : PostedLine;
  return (
    <>
      <PageHeader
        title={FIGURE_NAMES[figure]}
        actions={
          <Anchor component={Link} to={withQuery(`/projects/${id}/pnl`, { from, to })}>
            Profit and loss
          </Anchor>
        }
      />
      <Stack>
        <PageList pages={pages} empty={<EmptyState title="No lines" />}>
          {(lines) => (
            <ScrollTable
              label={FIGURE_NAMES[figure]}
              figures={FIGURES}
              head={isWork ? HEADS.work : HEADS.posted}
            >
              {lines.map((line) => (
                <Line key={line.id} line={line} />
              ))}
            </ScrollTable>
          )}
        </PageList>
      </Stack>
    </>
  );
}
