import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { AccountKind, Control } from '../../domain/finance/accounts';

/** An account of the chart. */
@Entity('account')
export class AccountEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'code', type: 'text' }) code!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: AccountKind;
  @Column({ name: 'parent_id', type: 'uuid', nullable: true }) parentId!: string | null;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'control', type: 'text', nullable: true }) control!: Control | null;
  @Column({ name: 'active', type: 'boolean', default: true }) active!: boolean;
}

/** A month of the books; one without a row is open. */
@Entity('accounting_period')
export class AccountingPeriodEntity {
  @PrimaryColumn({ name: 'starts_on', type: 'date' }) startsOn!: string;
  @Column({ name: 'status', type: 'text', default: 'open' }) status!: 'open' | 'closed' | 'locked';
}

/** An entry of the journal: never changed, taken back only by its mirror. */
@Entity('journal_entry')
export class JournalEntryEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'number', type: 'bigint', generated: 'identity' }) number!: string;
  @Column({ name: 'posted_on', type: 'date' }) postedOn!: string;
  @Column({ name: 'document_on', type: 'date' }) documentOn!: string;
  @Column({ name: 'source_kind', type: 'text' }) sourceKind!: string;
  @Column({ name: 'source_id', type: 'uuid' }) sourceId!: string;
  @Column({ name: 'event', type: 'text' }) event!: string;
  @Column({ name: 'memo', type: 'text' }) memo!: string;
  @Column({ name: 'reverses_id', type: 'uuid', nullable: true }) reversesId!: string | null;
  @Column({ name: 'created_by', type: 'uuid', nullable: true }) createdBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  /** The transaction that wrote it: its lines come from no other one. */
  @Column({ name: 'written_in', type: 'bigint' }) writtenIn!: string;
}

/** One side of an entry; amounts in minor units (text, as bigint comes), debit and credit in the company's currency. */
@Entity('journal_line')
export class JournalLineEntity {
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' }) entryId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'debit_minor', type: 'bigint', default: 0 }) debitMinor!: string;
  @Column({ name: 'credit_minor', type: 'bigint', default: 0 }) creditMinor!: string;
  @Column({ name: 'currency', type: 'char', length: 3 }) currency!: string;
  @Column({ name: 'original_minor', type: 'bigint' }) originalMinor!: string;
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'project_id', type: 'uuid', nullable: true }) projectId!: string | null;
  @Column({ name: 'item_kind', type: 'text', nullable: true }) itemKind!: string | null;
  @Column({ name: 'item_id', type: 'uuid', nullable: true }) itemId!: string | null;
  @Column({ name: 'party', type: 'text', nullable: true }) party!: string | null;
  @Column({ name: 'due_on', type: 'date', nullable: true }) dueOn!: string | null;
  /** Of the entry. The database writes this and the next. */
  @Column({ name: 'entry_on', type: 'date', insert: false }) entryOn!: string;
  /** Which figure of its project it belongs to. */
  @Column({ name: 'figure', type: 'text', nullable: true, insert: false })
  figure!: 'revenue' | 'expenses' | 'bills' | null;
}

/** The entities of this module, for the process entries. */
export const financeEntities = [
  AccountEntity,
  AccountingPeriodEntity,
  JournalEntryEntity,
  JournalLineEntity,
];
