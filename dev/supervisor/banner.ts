import { DEMO_PASSWORD, PEOPLE } from '../../db/demo/company';
import type { RunFile } from './state-files';

/** What is printed once NETRA is ready: where everything is, and who one can be. */
export function banner(options: {
  run: RunFile;
  home: string;
  demo: boolean;
  startedInMs: number;
}): string {
  const { run, home, demo, startedInMs } = options;
  const places = [
    ['Web', run.webUrl],
    ['API reference', `${run.webUrl}/api/v1/docs`],
    ['Mail inbox', run.inboxUrl ?? `none: mail goes to ${hidePassword(run.smtpUrl)}`],
    ['Temporal UI', run.temporalUiUrl ? `${run.webUrl}/temporal (for admins)` : 'not configured'],
    ['Temporal', run.temporalAddress],
    ['PostgreSQL', hidePassword(run.databaseUrl)],
    ['Data and logs', home],
  ];
  return [
    '',
    `NETRA is ready after ${(startedInMs / 1000).toFixed(1)} s.`,
    '',
    ...table(places),
    '',
    ...(demo ? [...personas(), ''] : []),
    'Ctrl-C stops everything.',
    '',
  ].join('\n');
}

function personas(): string[] {
  const rows = PEOPLE.map(({ login, name, roles, department, reportsTo }) => [
    `${login}@netra.example`,
    name,
    `${roles.join(', ')}; ${department}`,
    reportsTo ? `reports to ${reportsTo}` : '',
  ]);
  return [`Sign in with the password ${DEMO_PASSWORD} as`, '', ...table(rows)];
}

function table(rows: string[][]): string[] {
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return rows.map((row) =>
    `  ${row.map((cell, at) => cell.padEnd(widths?.[at] ?? 0)).join('  ')}`.trimEnd(),
  );
}

function hidePassword(url: string): string {
  return url.replace(/(:\/\/[^:/@]+):[^@]+@/, '$1:...@');
}
