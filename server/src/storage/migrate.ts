import type { Kysely } from 'kysely';
import { DEFAULT_MIGRATION_TABLE, Migrator } from 'kysely/migration';
import { MIGRATIONS, type Tables } from './schema.ts';

/** Makes sure that tables are what this version expects, or throws. */
export type SchemaStep = (tables: Kysely<Tables>) => Promise<void>;

const OWN = Object.keys(MIGRATIONS);

/** The migrations that `tables` have been through. */
async function migrationsOf(tables: Kysely<Tables>): Promise<readonly string[]> {
  const known = await tables.introspection.getTables({ withInternalKyselyTables: true });
  if (!known.some(({ name }) => name === DEFAULT_MIGRATION_TABLE)) return [];
  const rows = await tables
    .withTables<{ [DEFAULT_MIGRATION_TABLE]: { readonly name: string } }>()
    .selectFrom(DEFAULT_MIGRATION_TABLE)
    .select('name')
    .orderBy('name')
    .execute();
  return rows.map(({ name }) => name);
}

/** Throws where a newer version has written `tables`: this one would not understand them. */
function refuseNewer(done: readonly string[]): void {
  const unknown = done.find((name) => !OWN.includes(name));
  if (unknown === undefined) return;
  throw new Error(
    `a newer version of SYN or Swim has written this database (it is at ${unknown}, this version ends at ${OWN.at(-1)}): ` +
      'start that version, or a backup from before it',
  );
}

/**
 * Brings the tables up to date, but never those of a newer version. PostgreSQL keeps two servers from doing so at once
 * by Kysely's advisory lock; in SQLite the lock of the data folder does.
 */
export const migrate: SchemaStep = async (tables) => {
  refuseNewer(await migrationsOf(tables));
  const migrator = new Migrator({ db: tables, provider: { getMigrations: async () => MIGRATIONS } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
};

/** Throws where the tables are not exactly those of this version; changes nothing, since a server may be using them. */
export const expectCurrent: SchemaStep = async (tables) => {
  const done = await migrationsOf(tables);
  refuseNewer(done);
  if (done.length === OWN.length) return;
  throw new Error(
    `an older version of SYN or Swim has written this database (it is at ${done.at(-1) ?? 'its beginning'}): ` +
      'use the backup of that version, or start this one once',
  );
};
