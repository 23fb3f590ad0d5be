import { Anchor, Button, Group } from '@mantine/core';
import { Link } from 'react-router';
import { monthsLater } from '../../../../domain/finance/fiscal-year';
import { EmptyState } from '../../../components/empty-state';
import { ExportMenu } from '../../../components/export-menu';
import { QueryView } from '../../../components/query-view';
import { Section } from '../../../components/section';
import { dateIn } from '../../../lib/dates';
import { useT } from '../../../lib/i18n/language';
import { useSearchFilters } from '../../../lib/search-filters';
import { useZone } from '../../../lib/session';
import { useBudgets } from '../budgets-api';
import { BooksPage, useKeepsBooks } from '../components/books-page';
import { BudgetForm } from '../components/budget-form';
import { BudgetMonths } from '../components/budget-months';
import { BudgetTable } from '../components/budget-table';

function MonthChoice({ month, onChoose }: { month: string; onChoose: (month: string) => void }) {
  const t = useT();
  return (
    <Group aria-label={t('Budgets of {{month}}', { month })} role="group">
      <Button variant="default" onClick={() => onChoose(monthsLater(month, -1))}>
        {t('The month before')}
      </Button>
      {month}
      <Button variant="default" onClick={() => onChoose(monthsLater(month, 1))}>
        {t('The month after')}
      </Button>
      <Anchor component={Link} to="/finance/reports/profit-and-loss" size="sm" underline="always">
        {t('What was spent without one')}
      </Anchor>
    </Group>
  );
}

/** What departments may spend in a month, what they have spent of it, and what is promised. */
export function Component() {
  const t = useT();
  const keeps = useKeepsBooks();
  const today = dateIn(useZone());
  const { filters, setFilter } = useSearchFilters(['month'] as const);
  const month = filters.month ?? today.slice(0, 7);
  const query = useBudgets({ month });
  return (
    <BooksPage
      title={t('Budgets')}
      description={t(
        'Orders that are not billed, and bills and claims that are not approved, are promised.',
      )}
      actions={<ExportMenu list="budgets" filters={{ month }} />}
      forHeads
    >
      <MonthChoice month={month} onChoose={(chosen) => setFilter('month', chosen)} />
      <QueryView query={query}>
        {(budgets) =>
          budgets.length === 0 ? (
            <EmptyState title={t('No budgets in {{month}}', { month })} />
          ) : (
            <BudgetTable budgets={budgets} keeps={keeps} />
          )
        }
      </QueryView>
      <BudgetMonths month={month} />
      {keeps && (
        <Section title={t('Set a budget')}>
          <BudgetForm key={month} month={month} />
        </Section>
      )}
    </BooksPage>
  );
}
