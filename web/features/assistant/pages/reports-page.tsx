import { Anchor, Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { AssistantReport } from '../../../../domain/wire/assistant-threads';
import { EmptyState } from '../../../components/empty-state';
import { PageHeader } from '../../../components/page-header';
import { ProblemNote } from '../../../components/problem-note';
import { QueryView } from '../../../components/query-view';
import { RelativeTime } from '../../../components/relative-time';
import { ScrollTable } from '../../../components/scroll-table';
import { UnlessRestricted } from '../../restrictions/components/unless-restricted';
import { useDeleteReport, useReports } from '../report-api';

function Row({ report }: { report: AssistantReport }) {
  const remove = useDeleteReport();
  const [isSure, setSure] = useState(false);
  return (
    <Table.Tr>
      <Table.Td maw={320} style={{ overflowWrap: 'anywhere' }}>
        <Anchor component={Link} to={`/assistant/reports/${report.id}`} size="sm">
          {report.title}
        </Anchor>
        <Text size="xs" c="dimmed">
          <RelativeTime at={report.createdAt} />
        </Text>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" wrap="nowrap">
          {isSure ? (
            <>
              <Button
                size="xs"
                color="red.8"
                loading={remove.isPending}
                onClick={() => remove.mutate(report.id)}
              >
                Delete it
              </Button>
              <Button size="xs" variant="default" onClick={() => setSure(false)}>
                Keep it
              </Button>
            </>
          ) : (
            <Button
              size="xs"
              variant="default"
              aria-label={`Delete “${report.title}”`}
              onClick={() => setSure(true)}
            >
              Delete
            </Button>
          )}
        </Group>
        <ProblemNote title="Not deleted" problem={remove.error} />
      </Table.Td>
    </Table.Tr>
  );
}

function Reports() {
  const reports = useReports();
  return (
    <>
      <PageHeader
        title="Reports"
        description="What you saved of the assistant’s answers, looked up anew whenever it is opened."
        actions={
          <Button variant="default" component={Link} to="/assistant">
            Assistant
          </Button>
        }
      />
      <QueryView query={reports}>
        {(items) =>
          items.length === 0 ? (
            <EmptyState title="No reports yet">
              Press “Save as report” below an answer with a table.
            </EmptyState>
          ) : (
            <ScrollTable label="My reports" head={['Report', 'Delete']}>
              {items.map((report) => (
                <Row key={report.id} report={report} />
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
  return (
    <UnlessRestricted from="assistant" title="Reports">
      <Reports />
    </UnlessRestricted>
  );
}
