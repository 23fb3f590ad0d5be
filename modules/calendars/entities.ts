import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
import type { WeekdayRule } from '../../domain/calendars/working-calendar';
import type { Half } from '../../domain/leave/working-days';

/** When people of a place work, week by week. */
@Entity('work_calendar')
export class WorkCalendar {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'name', type: 'text', unique: true }) name!: string;
  @Column({ name: 'weekly', type: 'jsonb' }) weekly!: WeekdayRule[];
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** A day, or half of one, on which a calendar has no working time. What is off for the whole company is in `holiday`. */
@Entity('calendar_holiday')
export class CalendarHoliday {
  @PrimaryColumn({ name: 'calendar_id', type: 'uuid' }) calendarId!: string;
  @PrimaryColumn({ name: 'on_date', type: 'date' }) onDate!: string;
  @Column({ name: 'name', type: 'text' }) name!: string;
  /** The half that is off; null for the whole day. */
  @Column({ name: 'half', type: 'text', nullable: true }) half!: Half | null;
}

/** A place people work at. The default one is everybody's who has none. */
@Entity('location')
export class Location {
  @PrimaryGeneratedColumn('uuid', { name: 'id' }) id!: string;
  @Column({ name: 'name', type: 'text', unique: true }) name!: string;
  @Column({ name: 'zone', type: 'text' }) zone!: string;
  @Column({ name: 'calendar_id', type: 'uuid' }) calendarId!: string;
  @Column({ name: 'is_default', type: 'boolean', default: false }) isDefault!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' }) createdAt!: Date;
}

/** By which calendar a place lives from a day on. */
@Entity('location_calendar')
export class LocationCalendar {
  @PrimaryColumn({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @PrimaryColumn({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'calendar_id', type: 'uuid' }) calendarId!: string;
}

/** Where somebody worked until a day; triggers keep it. */
@Entity('former_workplace')
export class FormerWorkplace {
  @PrimaryColumn({ name: 'employee_id', type: 'uuid' }) employeeId!: string;
  @PrimaryColumn({ name: 'last_on', type: 'date' }) lastOn!: string;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
}

/** What the calendars module maps. */
export const calendarsEntities = [
  WorkCalendar,
  CalendarHoliday,
  Location,
  LocationCalendar,
  FormerWorkplace,
];
