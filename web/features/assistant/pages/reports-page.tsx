import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { ScrollTable } from '../../../components/scroll-table';
import { useT } from '../../../lib/i18n/language';
import { UnlessRestricted } from '../../restrictions/components/unless-restricted';
import { ReportRow } from '../components/report-row';
import { useReports } from '../report-api';

function Reports() {
  const t = useT();
  const reports = useReports();
  return (
    <>
      <PageHeader
        title={t('Reports')}
        description={t(
          'What you saved of the assistant’s answers, looked up anew whenever it is opened or mailed.',
        )}
        actions={
          <Button variant="default" component={Link} to="/assistant">
            {t('Assistant')}
          </Button>
        }
      />
      <QueryView query={reports}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title={t('No reports yet')}>
              {t('Press “Save as report” below an answer with a table.')}
            </EmptyState>
          ) : (
            <ScrollTable label={t('My reports')} head={[t('Report'), t('By mail'), t('Actions')]}>
              {items.map((report) => (
                <ReportRow key={report.id} report={report} />
              ))}
            </ScrollTable>
          )
        }
      </QueryView>
    </>
  );
}

/** The reports I have saved. */
export function Component() {
  const t = useT();
  return (
    <UnlessRestricted from="assistant" title={t('Reports')}>
      <Reports />
    </UnlessRestricted>
  );
}
