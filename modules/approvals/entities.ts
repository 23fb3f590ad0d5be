import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ApprovedLine } from '../../domain/approvals/partial-approval';
import type { Plan } from '../../domain/approvals/plan';
import type { Quorum } from '../../domain/approvals/quorum';
import type {
  Channel,
  RequestStatus,
  StepStatus,
  Verdict,
} from '../../domain/approvals/vocabulary';
import { ApprovalComment, ApprovalVersion } from './conversation-entities';
import type { OutboxMessage } from './outbox';
import { policyEntities } from './policy-entities';
import type { TaskStatus } from './store';

/** A request and how it stands. What it is about is in `data`, completed by the kind's effects. */
@Entity({ name: 'approval_request' })
export class ApprovalRequest {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'kind', type: 'text' })
  kind!: string;

  @Column({ name: 'title', type: 'text' })
  title!: string;

  @Column({ name: 'requester_id', type: 'uuid' })
  requesterId!: string;

  @Column({ name: 'department_id', type: 'uuid', nullable: true })
  departmentId!: string | null;

  @Column({ name: 'subject_id', type: 'uuid' })
  subjectId!: string;

  @Column({ name: 'data', type: 'jsonb' })
  data!: Record<string, unknown>;

  /** SHA-256 of `data`: what the signatures are for. */
  @Column({ name: 'content_hash', type: 'text' })
  contentHash!: string;

  @Column({ name: 'policy_version', type: 'integer' })
  policyVersion!: number;

  @Column({ name: 'plan', type: 'jsonb' })
  plan!: Plan;

  @Column({ name: 'version', type: 'integer', default: 1 })
  version!: number;

  @Column({ name: 'round', type: 'integer', default: 1 })
  round!: number;

  @Column({ name: 'status', type: 'text', default: 'pending' })
  status!: RequestStatus;

  @Column({ name: 'workflow_id', type: 'text', unique: true })
  workflowId!: string;

  /** Grows with every change; sockets tell each number once. */
  @Column({ name: 'revision', type: 'integer', default: 1 })
  revision!: number;

  @Column({ name: 'submitted_at', type: 'timestamptz', default: () => 'now()' })
  submittedAt!: Date;

  @Column({ name: 'changed_at', type: 'timestamptz', default: () => 'now()' })
  changedAt!: Date;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  /** When it was sent back to its requester; null while approvers are asked. */
  @Column({ name: 'sent_back_at', type: 'timestamptz', nullable: true })
  sentBackAt!: Date | null;

  @Column({ name: 'resubmit_by', type: 'timestamptz', nullable: true })
  resubmitBy!: Date | null;

  /** Since when the clock stands because the requester was asked something; null while it runs. */
  @Column({ name: 'information_asked_at', type: 'timestamptz', nullable: true })
  informationAskedAt!: Date | null;

  @Column({ name: 'information_asked_by', type: 'uuid', nullable: true })
  informationAskedBy!: string | null;

  /** Approved, and its run goes on with what the kind watches. */
  @Column({ name: 'is_watched', type: 'boolean', default: false })
  isWatched!: boolean;
}

/** One step of a request's plan, as it goes. */
@Entity({ name: 'approval_step' })
export class ApprovalStep {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'request_id', type: 'uuid' })
  requestId!: string;

  @Column({ name: 'round', type: 'integer', default: 1 })
  round!: number;

  @Column({ name: 'ordinal', type: 'integer' })
  ordinal!: number;

  @Column({ name: 'stage', type: 'integer' })
  stage!: number;

  @Column({ name: 'key', type: 'text' })
  key!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'quorum', type: 'text' })
  quorum!: Quorum;

  @Column({ name: 'status', type: 'text', default: 'waiting' })
  status!: StepStatus;

  @Column({ name: 'opened_at', type: 'timestamptz', nullable: true })
  openedAt!: Date | null;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  /** Null once the approvers were reminded. */
  @Column({ name: 'remind_at', type: 'timestamptz', nullable: true })
  remindAt!: Date | null;

  /** Null once there is nobody left to go up to. */
  @Column({ name: 'escalate_at', type: 'timestamptz', nullable: true })
  escalateAt!: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  /** How often it went up the line. */
  @Column({ name: 'level', type: 'integer', default: 0 })
  level!: number;
}

/** One person asked to sign one step. */
@Entity({ name: 'approval_task' })
export class ApprovalTask {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'request_id', type: 'uuid' })
  requestId!: string;

  @Column({ name: 'step_id', type: 'uuid' })
  stepId!: string;

  @Column({ name: 'approver_id', type: 'uuid' })
  approverId!: string;

  @Column({ name: 'status', type: 'text', default: 'open' })
  status!: TaskStatus;

  /** Whose signature it is, when a substitute is asked beside them. */
  @Column({ name: 'on_behalf_of', type: 'uuid', nullable: true })
  onBehalfOf!: string | null;

  /** Why this person: the rule, up the line, last resort, reassigned, escalated, substitute, added, override. */
  @Column({ name: 'reason', type: 'text' })
  reason!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
}

/** What somebody decided, by which door. One a task, for ever. */
@Entity({ name: 'approval_decision' })
export class ApprovalDecision {
  @PrimaryColumn({ name: 'id', type: 'uuid', default: () => 'gen_random_uuid()' })
  id!: string;

  @Column({ name: 'request_id', type: 'uuid' })
  requestId!: string;

  @Column({ name: 'step_id', type: 'uuid' })
  stepId!: string;

  @Column({ name: 'task_id', type: 'uuid', unique: true })
  taskId!: string;

  @Column({ name: 'decided_by', type: 'uuid' })
  decidedBy!: string;

  @Column({ name: 'on_behalf_of', type: 'uuid', nullable: true })
  onBehalfOf!: string | null;

  @Column({ name: 'verdict', type: 'text' })
  verdict!: Verdict;

  @Column({ name: 'comment', type: 'text', nullable: true })
  comment!: string | null;

  /** What is approved of each line, if the decision cut one. */
  @Column({ name: 'lines', type: 'jsonb', nullable: true })
  lines!: ApprovedLine[] | null;

  @Column({ name: 'channel', type: 'text' })
  channel!: Channel;

  /** An admin decided past the people asked. */
  @Column({ name: 'override', type: 'boolean', default: false })
  override!: boolean;

  @Column({ name: 'email_link_id', type: 'uuid', nullable: true, unique: true })
  emailLinkId!: string | null;

  /** When the door received the click: what deadlines are compared with. */
  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt!: Date;

  @Column({ name: 'recorded_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  recordedAt!: Date;

  /** Until then it can be taken back; null where it took effect at once. */
  @Column({ name: 'effective_at', type: 'timestamptz', nullable: true })
  effectiveAt!: Date | null;
}

/** A decision that was taken back before it took effect: by whom, by which door, when. */
@Entity({ name: 'approval_undo' })
export class ApprovalUndo {
  @PrimaryColumn({ name: 'decision_id', type: 'uuid' })
  decisionId!: string;

  @Column({ name: 'undone_by', type: 'uuid' })
  undoneBy!: string;

  @Column({ name: 'channel', type: 'text' })
  channel!: Channel;

  @Column({ name: 'undone_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  undoneAt!: Date;
}

/** A committed message on its way to Temporal. */
@Entity({ name: 'outbox_message' })
export class OutboxRow {
  /** A bigint, hence text in JavaScript. */
  @PrimaryColumn({ name: 'id', type: 'bigint' })
  id!: string;

  @Column({ name: 'topic', type: 'text' })
  topic!: OutboxMessage['topic'];

  @Column({ name: 'payload', type: 'jsonb' })
  payload!: OutboxMessage;

  @Column({ name: 'attempts', type: 'integer', default: 0 })
  attempts!: number;

  @Column({ name: 'available_at', type: 'timestamptz', default: () => 'now()' })
  availableAt!: Date;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** A person whose tasks may have to move, as triggers note it. */
@Entity({ name: 'people_change' })
export class PeopleChange {
  /** A bigint, hence text in JavaScript. */
  @PrimaryColumn({ name: 'id', type: 'bigint' })
  id!: string;

  @Column({ name: 'person_id', type: 'uuid' })
  personId!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}

/** What the approvals module maps. */
export const approvalsEntities = [
  ApprovalRequest,
  ApprovalStep,
  ApprovalTask,
  ApprovalDecision,
  ApprovalUndo,
  ApprovalComment,
  ApprovalVersion,
  OutboxRow,
  ...policyEntities,
  PeopleChange,
];
