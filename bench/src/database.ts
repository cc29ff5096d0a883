import { type Connection, createConnection } from 'mysql2/promise';

/** A database of its own for one run, dropped at its end. */
export interface BenchDatabase {
  readonly url: string;
  readonly connection: Connection;
  drop(): Promise<void>;
}

/** Creates `lakeside_bench_<pid>` on the server of `serverUrl` (`mysql://root@127.0.0.1:3306`). */
export async function createDatabase(serverUrl: string): Promise<BenchDatabase> {
  const name = `lakeside_bench_${process.pid}`;
  const url = `${serverUrl.replace(/\/+$/, '')}/${name}`;
  const admin = await createConnection(serverUrl);
  await admin.query(`DROP DATABASE IF EXISTS ${name}`);
  await admin.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  const connection = await createConnection({
    uri: url,
    timezone: 'Z',
    charset: 'utf8mb4',
    supportBigNumbers: true,
  });
  await connection.query("SET time_zone = '+00:00'");
  return {
    url,
    connection,
    async drop() {
      await connection.end();
      await admin.query(`DROP DATABASE IF EXISTS ${name}`);
      await admin.end();
    },
  };
}
