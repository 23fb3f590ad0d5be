import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** A statement of a bank; amounts in minor units (text, as bigint comes) of the company's currency. */
@Entity('bank_statement')
export class BankStatementEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'from_on', type: 'date' }) fromOn!: string;
  @Column({ name: 'to_on', type: 'date' }) toOn!: string;
  @Column({ name: 'opening_minor', type: 'bigint' }) openingMinor!: string;
  @Column({ name: 'closing_minor', type: 'bigint' }) closingMinor!: string;
  @Column({ name: 'imported_by', type: 'uuid' }) importedBy!: string;
  @Column({ name: 'imported_at', type: 'timestamptz', default: () => 'now()' }) importedAt!: Date;
}

/** A line of a statement; what came in is above zero. */
@Entity('bank_statement_line')
export class BankStatementLineEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'statement_id', type: 'uuid' }) statementId!: string;
  @Column({ name: 'account_id', type: 'uuid' }) accountId!: string;
  @Column({ name: 'ordinal', type: 'integer' }) ordinal!: number;
  @Column({ name: 'booked_on', type: 'date' }) bookedOn!: string;
  @Column({ name: 'amount_minor', type: 'bigint' }) amountMinor!: string;
  @Column({ name: 'description', type: 'text' }) description!: string;
  @Column({ name: 'reference', type: 'text' }) reference!: string;
  @Column({ name: 'fingerprint', type: 'text' }) fingerprint!: string;
}

/** That a line of the bank is matched. */
@Entity('bank_match')
export class BankMatchEntity {
  @PrimaryColumn({ name: 'line_id', type: 'uuid' }) lineId!: string;
  @Column({ name: 'matched_by', type: 'uuid' }) matchedBy!: string;
  @Column({ name: 'matched_at', type: 'timestamptz', default: () => 'now()' }) matchedAt!: Date;
}

/** A line of the journal that a line of the bank is. */
@Entity('bank_match_line')
export class BankMatchLineEntity {
  @PrimaryColumn({ name: 'line_id', type: 'uuid' }) lineId!: string;
  @PrimaryColumn({ name: 'entry_id', type: 'uuid' }) entryId!: string;
  @PrimaryColumn({ name: 'ordinal', type: 'integer' }) ordinal!: number;
}

/** The entities of this module, for the process entries. */
export const bankEntities = [
  BankStatementEntity,
  BankStatementLineEntity,
  BankMatchEntity,
  BankMatchLineEntity,
];
