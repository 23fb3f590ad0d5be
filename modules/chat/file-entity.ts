import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A file in a conversation; its content lies in the file store under the same id and stays when its message is deleted. */
@Entity({ name: 'chat_file' })
export class ChatFile {
  @PrimaryColumn({ name: 'id', type: 'uuid' })
  id!: string;

  @Column({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  /** The message it was sent with; null until then. */
  @Column({ name: 'seq', type: 'bigint', nullable: true })
  seq!: string | null;

  /** Its place among the files of its message. */
  @Column({ name: 'position', type: 'int', nullable: true })
  position!: number | null;

  @Column({ name: 'uploaded_by', type: 'uuid' })
  uploadedBy!: string;

  @Column({ name: 'name', type: 'text' })
  name!: string;

  @Column({ name: 'media_type', type: 'text' })
  mediaType!: string;

  @Column({ name: 'size', type: 'int' })
  size!: number;

  @Column({ name: 'sha256', type: 'text' })
  sha256!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}
