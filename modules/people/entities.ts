import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { DepartmentKind, Role } from '../../domain/roles';

/** A department; its head may see everybody in it and in those below it. */
@Entity('department')
export class Department {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'name', type: 'text', unique: true }) name!: string;
  @Column({ name: 'kind', type: 'text' }) kind!: DepartmentKind;
  @Column({ name: 'head_id', type: 'uuid', nullable: true }) headId!: string | null;
  /** The department this one is part of; never closes on itself, by trigger. */
  @Column({ name: 'parent_id', type: 'uuid', nullable: true }) parentId!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** Who in HR is asked about the people of a department and of those below it. */
@Entity('hr_assignment')
export class HrAssignment {
  @PrimaryColumn({ name: 'department_id', type: 'uuid' }) departmentId!: string;
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'assigned_by', type: 'uuid', nullable: true }) assignedBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** A person of the company, who may sign in while active. */
@Entity('employee')
export class Employee {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'email', type: 'citext', unique: true }) email!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'password_hash', type: 'text', select: false }) passwordHash!: string;
  /** Null while nobody knows the password. */
  @Column({
    name: 'password_set_at',
    type: 'timestamptz',
    nullable: true,
    default: () => 'clock_timestamp()',
  })
  passwordSetAt!: Date | null;
  /** Which file they came in. */
  @Column({ name: 'import_id', type: 'uuid', nullable: true }) importId!: string | null;
  @Column({ name: 'department_id', type: 'uuid', nullable: true }) departmentId!: string | null;
  @Column({ name: 'manager_id', type: 'uuid', nullable: true }) managerId!: string | null;
  @Column({ name: 'roles', type: 'text', array: true, default: () => `'{employee}'` })
  roles!: Role[];
  /** In the company's own words; approval policies may go by it. */
  @Column({ name: 'grade', type: 'text', nullable: true }) grade!: string | null;
  @Column({ name: 'zone', type: 'text', default: 'Asia/Kolkata' }) zone!: string;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  /** When the morning digest is wanted, in the person's zone; null for a mail per request. */
  @Column({ name: 'language', type: 'text', nullable: true }) language!: string | null;
  @Column({ name: 'digest_at', type: 'time', nullable: true }) digestAt!: string | null;
  /** The last local date whose digest is done. */
  @Column({ name: 'digest_sent_on', type: 'date', nullable: true }) digestSentOn!: string | null;
  @Column({ name: 'joined_on', type: 'date' }) joinedOn!: string;
  @Column({ name: 'active', type: 'boolean', default: true }) active!: boolean;
  /** Raised to end every session and token of the person at once. */
  @Column({ name: 'token_version', type: 'integer', default: 1 }) tokenVersion!: number;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
  @Column({ name: 'updated_at', type: 'timestamptz', default: () => 'now()' }) updatedAt!: Date;
}

/** A day on which nobody works. */
@Entity('holiday')
export class Holiday {
  @PrimaryColumn({ name: 'on_date', type: 'date' }) onDate!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
}

/** The entities of this module, for the process entries. */
export const peopleEntities = [Department, HrAssignment, Employee, Holiday];
