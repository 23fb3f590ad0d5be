import type { Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';

const { IndexedValueType } = temporal.api.enums.v1;

/** The type of a search attribute. */
export type SearchAttributeType = 'KEYWORD' | 'KEYWORD_LIST' | 'DATETIME' | 'INT' | 'BOOL' | 'TEXT';

/** By what an administrator finds approvals in the Temporal Web UI. */
export const SEARCH_ATTRIBUTES: Record<string, SearchAttributeType> = {
  ApprovalKind: 'KEYWORD',
  ApprovalStatus: 'KEYWORD',
  Department: 'KEYWORD',
  WaitingOn: 'KEYWORD_LIST',
  DueAt: 'DATETIME',
};

/** How long closed approvals stay visible in Temporal. PostgreSQL keeps them for good. */
export const RETENTION_DAYS = 90;

const ALREADY_EXISTS = 6;

/**
 * Brings a namespace to the wanted state: there, with this retention and these search attributes.
 * Run at every start: the server reads its own flags for them only while it creates a namespace,
 * so an attribute that a later release adds would never reach an existing database.
 */
export async function ensureNamespace(
  connection: Connection,
  wanted: {
    namespace: string;
    retentionDays: number;
    searchAttributes: Record<string, SearchAttributeType>;
  },
): Promise<void> {
  const { namespace } = wanted;
  const retention = { seconds: wanted.retentionDays * 86_400 } as never;
  const { workflowService, operatorService } = connection;
  try {
    await workflowService.registerNamespace({
      namespace,
      workflowExecutionRetentionPeriod: retention,
    });
  } catch (error) {
    if ((error as { code?: number }).code !== ALREADY_EXISTS) throw error;
    await workflowService.updateNamespace({
      namespace,
      config: { workflowExecutionRetentionTtl: retention },
    });
  }
  const listed = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.entries(wanted.searchAttributes).filter(
    ([name]) => !(name in (listed.customAttributes ?? {})),
  );
  if (missing.length === 0) return;
  await operatorService.addSearchAttributes({
    namespace,
    searchAttributes: Object.fromEntries(
      missing.map(([name, type]) => [name, IndexedValueType[`INDEXED_VALUE_TYPE_${type}`]]),
    ),
  });
}
