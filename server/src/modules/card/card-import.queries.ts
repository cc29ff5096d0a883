import type { Page, PageQuery } from '@lakeside/shared/kernel/page';
import { Provide, Scope, ScopeEnum } from '@midwayjs/core';
import { InjectDataSource } from '@midwayjs/typeorm';
import { DataSource } from 'typeorm';
import { CardImport } from './entities/card-import.entity';

@Provide()
@Scope(ScopeEnum.Singleton)
export class CardImportQueries {
  @InjectDataSource() private readonly dataSource: DataSource;

  findImport(id: number): Promise<CardImport | null> {
    return this.dataSource.getRepository(CardImport).findOneBy({ id });
  }

  /** Newest first. */
  async listImports(page: PageQuery): Promise<Page<CardImport>> {
    const [items, total] = await this.dataSource.getRepository(CardImport).findAndCount({
      order: { id: 'DESC' },
      skip: (page.page - 1) * page.pageSize,
      take: page.pageSize,
    });
    return { items, total };
  }
}
