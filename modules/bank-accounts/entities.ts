import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { RequestStatus } from '../../domain/approvals/vocabulary';

/** An account somebody is, was or wants to be paid to. */
@Entity('employee_bank_account')
export class EmployeeBankAccountEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'holder', type: 'text' }) holder!: string;
  @Column({ name: 'bank', type: 'text' }) bank!: string;
  @Column({ name: 'ifsc', type: 'text' }) ifsc!: string;
  @Column({ name: 'account_number', type: 'text' }) accountNumber!: string;
  @Column({ name: 'status', type: 'text', default: 'pending' }) status!: RequestStatus;
  @Column({ name: 'effective_from', type: 'timestamptz', nullable: true })
  effectiveFrom!: Date | null;
  @Column({ name: 'effective_until', type: 'timestamptz', nullable: true })
  effectiveUntil!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const bankAccountsEntities = [EmployeeBankAccountEntity];
