import { agreementPublicContract } from '@lakeside/shared/agreement/agreement.contract';
import type { ParsedInput } from '@lakeside/shared/kernel/endpoint';
import { Inject, Provide, Scope, ScopeEnum } from '@midwayjs/core';
import type { AnonymousActor } from '../../platform/http/actor';
import { Serve } from '../../platform/http/serve';
import { AgreementService } from './agreement.service';

@Provide()
@Scope(ScopeEnum.Singleton)
export class AgreementPublicController {
  @Inject() private readonly agreements: AgreementService;

  @Serve(agreementPublicContract.listAgreements)
  async listAgreements() {
    return this.agreements.listInForce(null);
  }

  @Serve(agreementPublicContract.getAgreement)
  async getAgreement(
    _actor: AnonymousActor,
    input: ParsedInput<typeof agreementPublicContract.getAgreement>,
  ) {
    return this.agreements.get(input.params.kind);
  }
}
