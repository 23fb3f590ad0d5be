import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The calendar and the place that everybody has until an admin says otherwise, with the holidays that leave knows. */
export class AddStandardCalendar20261124300100 implements MigrationInterface {
  name = 'AddStandardCalendar20261124300100';

  async up(runner: QueryRunner): Promise<void> {
    const office = [
      { from: 9 * 60, to: 13 * 60 },
      { from: 14 * 60, to: 18 * 60 },
    ];
    const weekly = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, spans: office }));
    await runner.query(
      `WITH calendar AS (
         INSERT INTO work_calendar (name, weekly) VALUES ('Standard week', $1::jsonb) RETURNING id
       ), place AS (
         INSERT INTO location (name, zone, calendar_id, is_default)
         SELECT 'Head office', 'Asia/Kolkata', id, true FROM calendar
       )
       INSERT INTO calendar_holiday (calendar_id, on_date, name)
       SELECT calendar.id, h.on_date, left(h.name, 100) FROM calendar, holiday h`,
      [JSON.stringify(weekly)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE employee SET location_id = NULL;
      DELETE FROM location;
      DELETE FROM calendar_holiday;
      DELETE FROM work_calendar;
    `);
  }
}
