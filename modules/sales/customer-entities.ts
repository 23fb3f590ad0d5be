import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** Whom something is sold to. */
@Entity('customer')
export class CustomerEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'industry', type: 'text', nullable: true }) industry!: string | null;
  @Column({ name: 'city', type: 'text', nullable: true }) city!: string | null;
  @Column({ name: 'website', type: 'text', nullable: true }) website!: string | null;
  @Column({ name: 'tax_number', type: 'text', nullable: true }) taxNumber!: string | null;
  @Column({ name: 'notes', type: 'text', default: '' }) notes!: string;
  @Column({ name: 'owner_id', type: 'uuid' }) ownerId!: string;
  @Column({ name: 'department_id', type: 'uuid' }) departmentId!: string;
  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true }) archivedAt!: Date | null;
  @Column({ name: 'revision', type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'created_by', type: 'uuid', nullable: true }) createdBy!: string | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** A person there. */
@Entity('contact')
export class ContactEntity {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'customer_id', type: 'uuid' }) customerId!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'job_title', type: 'text', nullable: true }) jobTitle!: string | null;
  @Column({ name: 'email', type: 'citext', nullable: true }) email!: string | null;
  @Column({ name: 'phone', type: 'text', nullable: true }) phone!: string | null;
  @Column({ name: 'archived_at', type: 'timestamptz', nullable: true }) archivedAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** The entities of customers, for the process entries. */
export const customerEntities = [CustomerEntity, ContactEntity];
