import { Button } from '@mantine/core';
import { Link, useParams } from 'react-router';
import { PageHeader } from '../../../components/page-header';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import { useT } from '../../../lib/i18n/language';
import { UnlessRestricted } from '../../restrictions/components/unless-restricted';
import { AnswerView } from '../components/answer-view';
import { FileMenu } from '../components/file-menu';
import { reportFile, useReport, type OpenedReport } from '../report-api';

function Report({ opened }: { opened: OpenedReport }) {
  const t = useT();
  const { report, answer } = opened;
  return (
    <>
      <PageHeader
        title={report.title}
        description={
          <>
            {t(
              'These are your rows, within what you may see, and not those of whoever saved the report. Looked up',
            )}{' '}
            <RelativeTime at={answer.at} />
          </>
        }
        actions={
          <Button variant="default" component={Link} to="/assistant/reports">
            {t('All reports')}
          </Button>
        }
      />
      <AnswerView
        answer={answer}
        files={(tableId) => (
          <FileMenu
            title={answer.tables.find(({ id }) => id === tableId)?.title ?? ''}
            addressOf={(format) => reportFile(report.id, { tableId, format })}
          />
        )}
      />
    </>
  );
}

function ReportPage() {
  const t = useT();
  const report = useReport(useParams().id ?? '');
  return (
    <>
      {!report.data && <PageHeader title={t('Report')} />}
      <QueryView query={report}>{(opened) => <Report opened={opened} />}</QueryView>
    </>
  );
}

/** A saved report, looked up now for whoever opens it. */
export function Component() {
  const t = useT();
  return (
    <UnlessRestricted from="assistant" title={t('Report')}>
      <ReportPage />
    </UnlessRestricted>
  );
}
