import { catalogAdminContract } from '@lakeside/shared/catalog/catalog.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { CardProductService } from './card-product.service';
import { CategoryService } from './category.service';
import { PackageService } from './package.service';
import { SkuService } from './sku.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class CatalogAdminController {
  @Inject() private readonly skus: SkuService;
  @Inject() private readonly categories: CategoryService;
  @Inject() private readonly packages: PackageService;
  @Inject() private readonly cardProducts: CardProductService;

  @Serve(catalogAdminContract.listSkus)
  async listSkus(_actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.listSkus>) {
    return this.skus.listSkus(input.query);
  }

  @Serve(catalogAdminContract.createSku)
  async createSku(actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.createSku>) {
    return this.skus.createSku(actor, input.body);
  }

  @Serve(catalogAdminContract.updateSku)
  async updateSku(actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.updateSku>) {
    return this.skus.updateSku(actor, input.params.id, input.body);
  }

  @Serve(catalogAdminContract.deleteSku)
  async deleteSku(actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.deleteSku>) {
    return this.skus.deleteSku(actor, input.params.id);
  }

  @Serve(catalogAdminContract.listCategories)
  async listCategories(_actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.listCategories>) {
    return this.categories.listCategories(input.query.kind);
  }

  @Serve(catalogAdminContract.createCategory)
  async createCategory(actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.createCategory>) {
    return this.categories.createCategory(actor, input.body);
  }

  @Serve(catalogAdminContract.updateCategory)
  async updateCategory(actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.updateCategory>) {
    return this.categories.updateCategory(actor, input.params.id, input.body);
  }

  @Serve(catalogAdminContract.deleteCategory)
  async deleteCategory(actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.deleteCategory>) {
    return this.categories.deleteCategory(actor, input.params.id);
  }

  @Serve(catalogAdminContract.listPackages)
  async listPackages(_actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.listPackages>) {
    return this.packages.listPackages(input.query);
  }

  @Serve(catalogAdminContract.getPackage)
  async getPackage(_actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.getPackage>) {
    return this.packages.requirePackage(input.params.id);
  }

  @Serve(catalogAdminContract.createPackage)
  async createPackage(actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.createPackage>) {
    return this.packages.createPackage(actor, input.body);
  }

  @Serve(catalogAdminContract.updatePackage)
  async updatePackage(actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.updatePackage>) {
    return this.packages.updatePackage(actor, input.params.id, input.body);
  }

  @Serve(catalogAdminContract.listCardProducts)
  async listCardProducts(
    _actor: AdminActor,
    input: ParsedInput<typeof catalogAdminContract.listCardProducts>,
  ) {
    return this.cardProducts.listCardProducts(input.query);
  }

  @Serve(catalogAdminContract.getCardProduct)
  async getCardProduct(_actor: AdminActor, input: ParsedInput<typeof catalogAdminContract.getCardProduct>) {
    return this.cardProducts.requireCardProduct(input.params.id);
  }

  @Serve(catalogAdminContract.createCardProduct)
  async createCardProduct(
    actor: AdminActor,
    input: ParsedInput<typeof catalogAdminContract.createCardProduct>,
  ) {
    return this.cardProducts.createCardProduct(actor, input.body);
  }

  @Serve(catalogAdminContract.updateCardProduct)
  async updateCardProduct(
    actor: AdminActor,
    input: ParsedInput<typeof catalogAdminContract.updateCardProduct>,
  ) {
    return this.cardProducts.updateCardProduct(actor, input.params.id, input.body);
  }
}
