import { agreementAdminContract } from '@lakeside/shared/agreement/agreement.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AdminActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AgreementService } from './agreement.service';

type Input<Name extends keyof typeof agreementAdminContract> = ParsedInput<
  (typeof agreementAdminContract)[Name]
>;

@Provide()
@Scope(ScopeEnum.Singleton)
export class AgreementAdminController {
  @Inject() private readonly agreements: AgreementService;

  @Serve(agreementAdminContract.listVersions)
  async listVersions(_actor: AdminActor, input: Input<'listVersions'>) {
    return this.agreements.listVersions(input.params.kind, input.query);
  }

  @Serve(agreementAdminContract.getVersion)
  async getVersion(_actor: AdminActor, input: Input<'getVersion'>) {
    return this.agreements.getVersion(input.params.kind, input.params.version);
  }

  @Serve(agreementAdminContract.publish)
  async publish(actor: AdminActor, input: Input<'publish'>) {
    return this.agreements.publish(actor, { ...input.params, ...input.body });
  }
}
