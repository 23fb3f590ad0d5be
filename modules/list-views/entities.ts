import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A list as somebody has arranged it. */
@Entity('list_view')
export class ListViewRow {
  @PrimaryColumn({ name: 'id', type: 'uuid' }) id!: string;
  @Column({ name: 'person_id', type: 'uuid' }) personId!: string;
  @Column({ name: 'list', type: 'text' }) list!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  @Column({ name: 'query', type: 'text' }) query!: string;
  @Column({ name: 'is_default', type: 'boolean', default: false }) isDefault!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'clock_timestamp()' })
  createdAt!: Date;
}

/** The entities of this module, for the process entries. */
export const listViewEntities = [ListViewRow];
