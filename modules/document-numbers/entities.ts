import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The last number given out of a series in a year. */
@Entity('document_number')
export class DocumentNumberEntity {
  @PrimaryColumn({ name: 'series', type: 'text' }) series!: string;
  @PrimaryColumn({ name: 'year', type: 'integer' }) year!: number;
  @Column({ name: 'last', type: 'integer' }) last!: number;
}

/** The entities of this module, for the process entries. */
export const documentNumbersEntities = [DocumentNumberEntity];
