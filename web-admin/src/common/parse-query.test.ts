import { channelAdminContract } from '@lakeside/shared/channel/channel.contract';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './parse-query';

const schema = channelAdminContract.listChannels.query;

describe('filters of a list as a query', () => {
  it('leaves blanks out and turns ids into numbers', () => {
    const query = parseQuery(schema, { page: 2, pageSize: 50, search: '', level: '2', parentId: '7' });

    expect(query).toMatchObject({ page: 2, pageSize: 50, level: 2, parentId: 7 });
    expect('search' in query).toBe(false);
  });

  it('drops what an address typed by hand got wrong and keeps the rest', () => {
    const query = parseQuery(schema, { search: '平江', status: 'sleeping' });

    expect(query.search).toBe('平江');
    expect(query.status).toBeUndefined();
  });
});
