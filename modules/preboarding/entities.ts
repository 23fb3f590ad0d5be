import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { FormState } from '../../domain/preboarding/vocabulary';

/** A form that a newcomer fills in before their first day; one of an onboarding. Once accepted it stays, by trigger. */
@Entity('preboarding')
export class Preboarding {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'onboarding_id', type: 'uuid' }) onboardingId!: string;
  @Column({ name: 'mail_to', type: 'citext' }) mailTo!: string;
  @Column({ name: 'status', type: 'text', default: 'open' }) status!: FormState;
  @Column({ name: 'details', type: 'jsonb', default: {} }) details!: object;
  /** Emptied once accepted. */
  @Column({ name: 'account', type: 'jsonb', nullable: true }) account!: object | null;
  @Column({ name: 'account_approval_id', type: 'uuid', nullable: true })
  accountApprovalId!: string | null;
  @Column({ name: 'revision', type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'created_by', type: 'uuid' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
  @Column({ name: 'submitted_at', type: 'timestamptz', nullable: true }) submittedAt!: Date | null;
  @Column({ name: 'reviewed_by', type: 'uuid', nullable: true }) reviewedBy!: string | null;
  @Column({ name: 'reviewed_at', type: 'timestamptz', nullable: true }) reviewedAt!: Date | null;
  @Column({ name: 'reason', type: 'text', nullable: true }) reason!: string | null;
}

/** A mailed link to a form. Its token is made from the row when the mail is sent; what is kept is a hash. */
@Entity('preboarding_link')
export class PreboardingLink {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'preboarding_id', type: 'uuid' }) preboardingId!: string;
  @Column({ name: 'token_hash', type: 'bytea', select: false }) tokenHash!: Buffer;
  @Column({ name: 'key_id', type: 'text' }) keyId!: string;
  @Column({ name: 'issued_by', type: 'uuid' }) issuedBy!: string;
  @Column({ name: 'issued_at', type: 'timestamptz' }) issuedAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'used_at', type: 'timestamptz', nullable: true }) usedAt!: Date | null;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}

/** What HR keeps of a person beside their place in the company. */
@Entity('personal_details')
export class PersonalDetailsEntity {
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @Column({ name: 'phone', type: 'text' }) phone!: string;
  @Column({ name: 'contact_name', type: 'text' }) contactName!: string;
  @Column({ name: 'contact_relation', type: 'text' }) contactRelation!: string;
  @Column({ name: 'contact_phone', type: 'text' }) contactPhone!: string;
  @Column({ name: 'street', type: 'text' }) street!: string;
  @Column({ name: 'city', type: 'text' }) city!: string;
  @Column({ name: 'postal_code', type: 'text' }) postalCode!: string;
  @Column({ name: 'country', type: 'text' }) country!: string;
  @Column({ name: 'size', type: 'text', nullable: true }) size!: string | null;
  @Column({ name: 'since', type: 'timestamptz', default: () => 'clock_timestamp()' }) since!: Date;
}

/** The entities of this module, for the process entries. */
export const preboardingEntities = [Preboarding, PreboardingLink, PersonalDetailsEntity];
