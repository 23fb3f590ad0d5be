import { parseArgs } from 'node:util';
import { readAnchors } from '../modules/audit/anchors';
import { verifyChain } from '../modules/audit/verify-chain';
import {
  findMalformed,
  FINDING_IDS,
  repairRecords,
  type FindingId,
  type Found,
} from '../modules/repair/use-cases/repair-records';
import { readConfig } from '../platform/config/config';
import { connectDatabase, type Database } from '../platform/database/database';
import { connectTemporal } from '../platform/temporal/gateway';
import { roleMain } from './role';

/** The exit code when something is left that was not mended. */
const LEFT = 2;

interface Options {
  apply: boolean;
  json: boolean;
  only: FindingId[];
  by: string | undefined;
  year: number | undefined;
}

/** Finds malformed records and says what it would do about each; with `--apply` does it, in one transaction. */
roleMain('repair', async ({ databaseUrl }) => {
  const options = readOptions(process.argv.slice(2));
  const database = await connectDatabase({
    ...{ url: databaseUrl, entities: [], poolSize: 2 },
    unhurried: true,
  });
  try {
    const openRuns = await readOpenRuns();
    const deps = { db: database, now: new Date() };
    const at = { year: options.year, openRuns, auditFault: () => auditFault(database) };
    const found =
      options.apply && options.by !== undefined
        ? await repairRecords(deps, { only: options.only, by: options.by }, at)
        : await findMalformed(deps, options.only, at);
    const { mendable, reported } = count(found);
    if (reported + (options.apply ? 0 : mendable) > 0) process.exitCode = LEFT;
    return options.json
      ? JSON.stringify(
          {
            applied: options.apply,
            askedTemporal: openRuns !== null,
            mendable,
            reported,
            found: found.map(withoutWrite),
          },
          null,
          2,
        )
      : report(found, { ...options, askedTemporal: openRuns !== null });
  } finally {
    await database.close();
  }
});

function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      apply: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true, default: [] },
      by: { type: 'string' },
      year: { type: 'string' },
    },
  });
  const only = values.only.flatMap((list) => list.split(','));
  const unknown = only.find((name) => !FINDING_IDS.some((id) => id === name));
  if (unknown !== undefined)
    throw new Error(`--only: there is no finding “${unknown}”. Known: ${FINDING_IDS.join(', ')}`);
  if (values.year !== undefined && !/^(19[7-9]\d|20\d\d)$/.test(values.year))
    throw new Error('--year: must be a year from 1970 to 2099');
  if (values.apply && !values.by)
    throw new Error('--by: say which admin runs this, by e-mail address');
  return {
    ...{ apply: values.apply, json: values.json, by: values.by, only: only as FindingId[] },
    year: values.year === undefined ? undefined : Number(values.year),
  };
}

/** With the variables of the API it knows all runs; with the database alone, only what rows say. */
async function readOpenRuns(): Promise<Set<string> | null> {
  if (!process.env.TEMPORAL_ADDRESS) return null;
  const temporal = connectTemporal(readConfig(process.env));
  try {
    return await temporal.openApprovalIds();
  } finally {
    await temporal.close();
  }
}

async function auditFault(database: Database): Promise<{ id: string; text: string } | null> {
  const file = process.env.AUDIT_ANCHOR_FILE || undefined;
  const { fault } = await verifyChain(database, file ? readAnchors(file) : []);
  if (!fault) return null;
  const id = fault.position ?? fault.eventId ?? '';
  return { id: String(id), text: `Row ${id}: ${fault.what}. See npm run audit:verify` };
}

function count(found: Found[]): { mendable: number; reported: number } {
  const faults = found.flatMap((one) => one.faults);
  const mendable = faults.filter(({ mend }) => mend !== null).length;
  return { mendable, reported: faults.length - mendable };
}

const withoutWrite = ({ finding, title, faults }: Found) => ({
  finding,
  title,
  faults: faults.map(({ mend, ...fault }) => ({
    ...fault,
    mend: mend && { does: mend.does, before: mend.before, after: mend.after },
  })),
});

function report(found: Found[], options: Options & { askedTemporal: boolean }): string {
  const { apply, askedTemporal } = options;
  const lines = found.flatMap(({ finding, title, faults }) => [
    `${title} (${finding}): ${faults.length}`,
    ...faults.map(
      ({ id, text, mend }) =>
        `  ${id}  ${text} → ${mend ? `${apply ? 'done' : 'would'}: ${mend.does}` : 'only reported'}`,
    ),
  ]);
  if (!askedTemporal) lines.push('Not compared with Temporal: TEMPORAL_ADDRESS is not set.');
  return [...lines, sentence(found, apply)].join('\n');
}

function sentence(found: Found[], isApplied: boolean): string {
  const { mendable, reported } = count(found);
  if (mendable + reported === 0) return 'Nothing is malformed.';
  const mended = isApplied ? `${mendable} mended` : `${mendable} can be mended with --apply`;
  return `${mended}, ${reported} need a person.`;
}
