import { carrierAdminContract } from '@lakeside/shared/express/carrier.contract';
import { expressCallbackContract } from '@lakeside/shared/express/express.contract';
import type { ServerModule } from '../../platform/server-module';
import { CarrierAdminController } from './carrier.admin.controller';
import { CarrierService } from './carrier.service';
import { Carrier } from './entities/carrier.entity';
import { ExpressParcel } from './entities/express-parcel.entity';
import { ExpressScan } from './entities/express-scan.entity';
import { ExpressWaybill } from './entities/express-waybill.entity';
import { ExpressPushService } from './express-push.service';
import { ExpressTrackService } from './express-track.service';
import { ExpressWaybillService } from './express-waybill.service';
import { ExpressCallbackController } from './express.callback.controller';
import { FollowParcelOutboxHandler } from './follow-parcel.outbox-handler';
import { Kuaidi100Client } from './kuaidi100.client';
import { CreateExpress1105000000000 } from './migrations/1105000000000-create-express';
import { AddCarrier1804000000000 } from './migrations/1804000000000-add-carrier';
import { RefreshParcelsJob } from './refresh-parcels.job';

export const expressModule: ServerModule = {
  name: 'express',
  providers: [
    CarrierService,
    ExpressPushService,
    ExpressTrackService,
    ExpressWaybillService,
    Kuaidi100Client,
  ],
  controllers: [CarrierAdminController, ExpressCallbackController],
  contracts: [carrierAdminContract, expressCallbackContract],
  entities: [Carrier, ExpressParcel, ExpressScan, ExpressWaybill],
  migrations: [CreateExpress1105000000000, AddCarrier1804000000000],
  jobs: [RefreshParcelsJob],
  outboxHandlers: [FollowParcelOutboxHandler],
};
