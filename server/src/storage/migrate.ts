import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { MIGRATIONS, type Tables } from './schema.ts';

/**
 * Brings the tables up to date. PostgreSQL keeps two servers from doing so at once by Kysely's advisory lock; in
 * SQLite the lock of the data folder does.
 */
export async function migrate(tables: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db: tables, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
