import type { Database } from './database';

const BEAT_MS = 2_000;
const FORGET_AFTER = `interval '1 hour'`;

/** Says every two seconds that this process lives, which is how the others know. Missed beats are made up by the next. */
export function startHeartbeat(
  db: Database,
  process: { role: string; instance: string },
): { stop(): Promise<void> } {
  const beat = async () => {
    await db
      .query(
        `INSERT INTO process_heartbeat (role, instance, beat_at) VALUES ($1, $2, clock_timestamp())
         ON CONFLICT (role, instance) DO UPDATE SET beat_at = clock_timestamp()`,
        [process.role, process.instance],
      )
      .catch(() => undefined);
  };
  void beat();
  void db
    .query(`DELETE FROM process_heartbeat WHERE beat_at < now() - ${FORGET_AFTER}`)
    .catch(() => undefined);
  const timer = setInterval(() => void beat(), BEAT_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await db
        .query('DELETE FROM process_heartbeat WHERE role = $1 AND instance = $2', [
          process.role,
          process.instance,
        ])
        .catch(() => undefined);
    },
  };
}
