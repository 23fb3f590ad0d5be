import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { DocumentKind, DocumentStatus } from '../../domain/onboarding/documents';
import type { OwnerRole, Purpose, TaskStatus } from '../../domain/onboarding/vocabulary';
import type { Role } from '../../domain/roles';

/** A list of tasks for everybody who joins, or leaves, in a role. */
@Entity('checklist_template')
export class ChecklistTemplate {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'purpose', type: 'text' }) purpose!: Purpose;
  /** Whose default it is, by all three that are set; with none of them it is chosen by hand only. */
  @Column({ name: 'for_role', type: 'text', nullable: true }) forRole!: Role | null;
  @Column({ name: 'for_department_id', type: 'uuid', nullable: true })
  forDepartmentId!: string | null;
  @Column({ name: 'for_location_id', type: 'uuid', nullable: true }) forLocationId!: string | null;
  @Column({ name: 'revision', type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'retired_at', type: 'timestamptz', nullable: true }) retiredAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** One task of a template. */
@Entity('checklist_item')
export class ChecklistItem {
  @PrimaryColumn({ name: 'template_id', type: 'uuid' }) templateId!: string;
  @PrimaryColumn({ name: 'position', type: 'integer' }) position!: number;
  @Column({ name: 'title', type: 'text' }) title!: string;
  @Column({ name: 'help', type: 'text', default: '' }) help!: string;
  @Column({ name: 'owner_role', type: 'text' }) ownerRole!: OwnerRole;
  /** In working days from day zero. */
  @Column({ name: 'offset_days', type: 'integer' }) offsetDays!: number;
  @Column({ name: 'blocking', type: 'boolean', default: false }) blocking!: boolean;
  @Column({ name: 'wants_document', type: 'boolean', default: false }) wantsDocument!: boolean;
  /** What is to be handed in here; null for nothing. */
  @Column({ name: 'document_kind', type: 'text', nullable: true })
  documentKind!: DocumentKind | null;
}

/** A person's checklist. Ended once, never deleted. */
@Entity('onboarding')
export class Onboarding {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ name: 'template_id', type: 'uuid' }) templateId!: string;
  @Column({ name: 'purpose', type: 'text' }) purpose!: Purpose;
  @Column({ name: 'day_zero', type: 'date' }) dayZero!: string;
  @Column({ name: 'status', type: 'text', default: 'running' }) status!: string;
  @Column({ name: 'started_by', type: 'uuid' }) startedBy!: string;
  @Column({ name: 'started_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  startedAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
  @Column({ name: 'ended_by', type: 'uuid', nullable: true }) endedBy!: string | null;
  @Column({ name: 'end_reason', type: 'text', nullable: true }) endReason!: string | null;
  /** Counts the changes its workflow must hear of. */
  @Column({ name: 'revision', type: 'integer', default: 1 }) revision!: number;
  @Column({ name: 'relayed_revision', type: 'integer', default: 0 }) relayedRevision!: number;
}

/** A task of a person's checklist, copied from its template. Settled once, by its owner, by trigger. */
@Entity('onboarding_task')
export class OnboardingTask {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'onboarding_id', type: 'uuid' }) onboardingId!: string;
  @Column({ name: 'position', type: 'integer' }) position!: number;
  @Column({ name: 'title', type: 'text' }) title!: string;
  @Column({ name: 'help', type: 'text' }) help!: string;
  @Column({ name: 'owner_role', type: 'text' }) ownerRole!: OwnerRole;
  @Column({ name: 'owner_id', type: 'uuid', nullable: true }) ownerId!: string | null;
  @Column({ name: 'taken_over_from', type: 'uuid', nullable: true }) takenOverFrom!: string | null;
  @Column({ name: 'due_on', type: 'date' }) dueOn!: string;
  @Column({ name: 'blocking', type: 'boolean' }) blocking!: boolean;
  @Column({ name: 'wants_document', type: 'boolean' }) wantsDocument!: boolean;
  @Column({ name: 'document_kind', type: 'text', nullable: true })
  documentKind!: DocumentKind | null;
  @Column({ name: 'status', type: 'text', default: 'waiting' }) status!: TaskStatus;
  @Column({ name: 'opened_at', type: 'timestamptz', nullable: true }) openedAt!: Date | null;
  @Column({ name: 'reminders', type: 'integer', default: 0 }) reminders!: number;
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true }) settledAt!: Date | null;
  @Column({ name: 'settled_by', type: 'uuid', nullable: true }) settledBy!: string | null;
  @Column({ name: 'reason', type: 'text', nullable: true }) reason!: string | null;
  @Column({ name: 'document', type: 'text', nullable: true }) document!: string | null;
}

/** A file that was handed in for a task; its content lies in the file store under the same id. Reviewed once, by trigger. */
@Entity('onboarding_document')
export class OnboardingDocument {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'task_id', type: 'uuid' }) taskId!: string;
  @Column({ name: 'uploaded_by', type: 'uuid' }) uploadedBy!: string;
  /** Null once its content is removed. */
  @Column({ name: 'name', type: 'text', nullable: true }) name!: string | null;
  @Column({ name: 'media_type', type: 'text' }) mediaType!: string;
  @Column({ name: 'size', type: 'integer' }) size!: number;
  @Column({ name: 'sha256', type: 'text' }) sha256!: string;
  @Column({ name: 'uploaded_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  uploadedAt!: Date;
  @Column({ name: 'status', type: 'text', default: 'waiting' }) status!: DocumentStatus;
  @Column({ name: 'reviewed_by', type: 'uuid', nullable: true }) reviewedBy!: string | null;
  @Column({ name: 'reviewed_at', type: 'timestamptz', nullable: true }) reviewedAt!: Date | null;
  @Column({ name: 'reason', type: 'text', nullable: true }) reason!: string | null;
  @Column({ name: 'removed_at', type: 'timestamptz', nullable: true }) removedAt!: Date | null;
}

/** The entities of this module, for the process entries. */
export const onboardingEntities = [
  ChecklistTemplate,
  ChecklistItem,
  Onboarding,
  OnboardingTask,
  OnboardingDocument,
];
