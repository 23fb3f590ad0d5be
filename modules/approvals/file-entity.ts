import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file of a request; its content lies in the file store under the same id. */
@Entity({ name: 'approval_file' })
export class ApprovalFile {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'request_id', type: 'uuid' })
  requestId!: string;

  @Column({ name: 'uploader_id', type: 'uuid' })
  uploaderId!: string;

  /** As it is shown and offered for saving; never a path. */
  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'media_type', type: 'text' })
  mediaType!: string;

  @Column({ name: 'size', type: 'integer' })
  size!: number;

  @Column({ name: 'sha256', type: 'text' })
  sha256!: string;

  @Column({ name: 'comment_id', type: 'uuid', nullable: true })
  commentId!: string | null;

  @Column({ name: 'decision_id', type: 'uuid', nullable: true })
  decisionId!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** The order of files; a bigint, hence text in JavaScript. */
  @Column({
    name: 'ordinal',
    type: 'bigint',
    generated: 'identity',
    generatedIdentity: 'ALWAYS',
    insert: false,
    update: false,
  })
  ordinal!: string;
}
