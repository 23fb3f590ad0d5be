import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A channel whose people are those of a department or of a project. Triggers keep it so. */
@Entity({ name: 'organisation_channel' })
export class OrganisationChannel {
  @PrimaryColumn({ name: 'conversation_id', type: 'uuid' })
  conversationId!: string;

  @Column({ name: 'department_id', type: 'uuid', nullable: true, unique: true })
  departmentId!: string | null;

  @Column({ name: 'project_id', type: 'uuid', nullable: true, unique: true })
  projectId!: string | null;

  @Column({ name: 'named_after', type: 'text' })
  namedAfter!: string;
}

/** The entities of this part, for the process entries. */
export const organisationChannelEntities = [OrganisationChannel];
