import type { DataSource } from 'typeorm';

/**
 * The statements that would turn the migrated database into what the entities describe; none when they agree.
 * Foreign keys are left out: they stand in the migrations only, because modules share no relations.
 */
export async function schemaDrift(dataSource: DataSource): Promise<string[]> {
  const builder = dataSource.driver.createSchemaBuilder();
  Object.assign(builder, { dropOldForeignKeys: async () => undefined });
  const { upQueries } = await builder.log();
  return upQueries.map((query) => query.query);
}
