import { Fragment, type CSSProperties } from 'react';
import type { MailedTable } from '../../../domain/assistant/mailed-report';
import type { MailProps } from '../template-props';
import { useWords } from './brand';
import { AppLink, MailLayout, Paragraph, Remark, type MailContext } from './layout';

const CELL: CSSProperties = {
  borderTop: '1px solid #e6e9ef',
  color: '#14181f',
  fontSize: '13px',
  lineHeight: '18px',
  padding: '6px 10px 6px 0',
  verticalAlign: 'top',
};

/**
 * A saved report, looked up as whoever it is for. Without what was found, as admins look at it, it says no word of it.
 */
export function AssistantReportMail({
  props,
  context,
}: {
  props: MailProps<'assistant-report'>;
  context: MailContext;
}) {
  const words = useWords();
  const { title, reportId, found = { tables: [], empty: [], refusals: [] } } = props;
  return (
    <MailLayout
      preview={found.tables.map((table) => table.title).join(' · ')}
      heading={words.reportSubject(title)}
    >
      <Paragraph>{words.reportLead(context.recipientName)}</Paragraph>
      {found.tables.map((table, index) => (
        <Fragment key={index}>
          <Paragraph>
            <strong>{table.note ? `${table.title} (${table.note})` : table.title}</strong>
          </Paragraph>
          <Remark>{words.reportRows(table.rowCount, table.rows.length)}</Remark>
          {table.rows.length > 0 && <Rows table={table} />}
        </Fragment>
      ))}
      {[...found.empty, ...found.refusals].map((reason, index) => (
        <Remark key={index}>{reason}</Remark>
      ))}
      <AppLink appUrl={context.appUrl} path={`/assistant/reports/${reportId}`}>
        {words.reportOpen}
      </AppLink>
      <Remark>{words.reportRemark}</Remark>
    </MailLayout>
  );
}

function Rows({ table: { columns, rows, totals } }: { table: MailedTable }) {
  const words = useWords();
  const align = (at: number) => (columns[at]?.isFigure ? 'right' : 'left');
  // A column without a total has room for what the line is.
  const total = totals?.map((text, at) => (at === 0 && text === '' ? words.reportTotal : text));
  return (
    // Wide ones scroll in their own box where the mail program lets them.
    <div style={{ margin: '0 0 14px', overflowX: 'auto' }}>
      <table className="rows" cellPadding={0} cellSpacing={0} width="100%">
        <thead>
          <tr>
            {columns.map(({ label }, at) => (
              <th
                key={at}
                scope="col"
                className="fact label"
                align={align(at)}
                style={{ ...CELL, borderTop: 'none', color: '#565f6e' }}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...rows, ...(total ? [total] : [])].map((cells, index) => (
            <tr key={index}>
              {cells.map((text, at) => (
                <td
                  key={at}
                  className="fact value"
                  align={align(at)}
                  style={{ ...CELL, fontWeight: index === rows.length ? 700 : 400 }}
                >
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
