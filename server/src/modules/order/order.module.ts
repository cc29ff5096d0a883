import { cartMemberContract } from '@lakeside/shared/order/cart.contract';
import { eCardAdminContract, eCardMemberContract } from '@lakeside/shared/order/e-card.contract';
import { freightAdminContract } from '@lakeside/shared/order/freight.contract';
import { memberOrderAdminContract } from '@lakeside/shared/order/member-order.contract';
import { orderAdminContract, orderMemberContract } from '@lakeside/shared/order/order.contract';
import { physicalCardMemberContract } from '@lakeside/shared/order/physical-card.contract';
import { purchaseAdminContract, purchaseMemberContract } from '@lakeside/shared/order/purchase.contract';
import type { ServerModule } from '../../platform/server-module';
import { AutoConfirmJob } from './auto-confirm.job';
import { CartMemberController } from './cart.member.controller';
import { CartService } from './cart.service';
import { CloseOverdueJob } from './close-overdue.job';
import { ECardAdminController } from './e-card.admin.controller';
import { ECardMemberController } from './e-card.member.controller';
import { ECardOrderListService } from './e-card-order-list.service';
import { ECardOrderService } from './e-card-order.service';
import { ECardPurchaseService } from './e-card-purchase.service';
import { ECardRefundService } from './e-card-refund.service';
import { CartLineRow } from './entities/cart-line.entity';
import { FreightTemplateRow } from './entities/freight-template.entity';
import { OrderItemRow } from './entities/order-item.entity';
import { OrderLineRow } from './entities/order-line.entity';
import { OrderPurchaseRow } from './entities/order-purchase.entity';
import { Order } from './entities/order.entity';
import { FreightAdminController } from './freight.admin.controller';
import { FreightService } from './freight.service';
import { CreateOrder1400000000000 } from './migrations/1400000000000-create-order';
import { AddPurchase1401000000000 } from './migrations/1401000000000-add-purchase';
import { AddCart1704000000000 } from './migrations/1704000000000-add-cart';
import { AddECardLines1705200000000 } from './migrations/1705200000000-add-e-card-lines';
import { AddOrderReviewedAt1707000000000 } from './migrations/1707000000000-add-order-reviewed-at';
import { AddStaffRate1801001000000 } from './migrations/1801001000000-add-staff-rate';
import { AddFreightTemplate1704100000000 } from './migrations/1704100000000-add-freight-template';
import { AddOrderDesk1805000000000 } from './migrations/1805000000000-add-order-desk';
import { OrderDeskService } from './order-desk.service';
import { MemberOrderAdminController } from './member-order.admin.controller';
import { MemberOrderQueries } from './member-order.queries';
import { MemberOrderService } from './member-order.service';
import { UpgradeBuyer, UpgradeMembersOfLevel } from './member-upgrade.outbox-handlers';
import { OrderListService } from './order-list.service';
import { OrderParcelsService } from './order-parcels.service';
import { OrderReceiptService } from './order-receipt.service';
import { OrderRescheduleService } from './order-reschedule.service';
import { OrderReviewsService } from './order-reviews.service';
import { OrderAdminController } from './order.admin.controller';
import { OrderMemberController } from './order.member.controller';
import { OrderService } from './order.service';
import { TakeMoneyForOrder } from './payment-paid.handler';
import { PhysicalCardMemberController } from './physical-card.member.controller';
import { PhysicalCardOrderListService } from './physical-card-order-list.service';
import { PhysicalCardOrderService } from './physical-card-order.service';
import { PurchaseBasisService } from './purchase-basis.service';
import { PurchaseEndService } from './purchase-end.service';
import { PurchaseHoldService } from './purchase-hold.service';
import { PurchaseOffersService } from './purchase-offers.service';
import { PurchasePaymentService } from './purchase-payment.service';
import { PurchaseQuoteService } from './purchase-quote.service';
import { PurchaseRefundService } from './purchase-refund.service';
import { PurchaseTimeoutService } from './purchase-timeout.service';
import { PurchaseAdminController } from './purchase.admin.controller';
import { PurchaseMemberController } from './purchase.member.controller';
import { PurchaseService } from './purchase.service';
import { RedemptionService } from './redemption.service';
import { OrderMemberRemovalService } from './order-member-removal.service';
import { MemberRemovalService } from '../member/member-removal.service';

export const orderModule: ServerModule = {
  name: 'order',
  providers: [
    OrderMemberRemovalService,
    CartService,
    ECardOrderListService,
    ECardOrderService,
    ECardPurchaseService,
    ECardRefundService,
    FreightService,
    MemberOrderQueries,
    MemberOrderService,
    OrderService,
    OrderDeskService,
    OrderListService,
    OrderParcelsService,
    OrderReceiptService,
    OrderRescheduleService,
    OrderReviewsService,
    PhysicalCardOrderListService,
    PhysicalCardOrderService,
    PurchaseBasisService,
    PurchaseEndService,
    PurchaseHoldService,
    PurchaseOffersService,
    PurchasePaymentService,
    PurchaseQuoteService,
    PurchaseRefundService,
    PurchaseService,
    PurchaseTimeoutService,
    RedemptionService,
  ],
  controllers: [
    CartMemberController,
    ECardMemberController,
    ECardAdminController,
    FreightAdminController,
    MemberOrderAdminController,
    OrderMemberController,
    OrderAdminController,
    PhysicalCardMemberController,
    PurchaseMemberController,
    PurchaseAdminController,
  ],
  contracts: [
    cartMemberContract,
    eCardMemberContract,
    eCardAdminContract,
    freightAdminContract,
    memberOrderAdminContract,
    orderMemberContract,
    orderAdminContract,
    physicalCardMemberContract,
    purchaseMemberContract,
    purchaseAdminContract,
  ],
  entities: [CartLineRow, FreightTemplateRow, Order, OrderItemRow, OrderLineRow, OrderPurchaseRow],
  migrations: [
    CreateOrder1400000000000,
    AddPurchase1401000000000,
    AddCart1704000000000,
    AddECardLines1705200000000,
    AddFreightTemplate1704100000000,
    AddOrderReviewedAt1707000000000,
    AddOrderDesk1805000000000,
    AddStaffRate1801001000000,
  ],
  jobs: [AutoConfirmJob, CloseOverdueJob],
  outboxHandlers: [TakeMoneyForOrder, UpgradeBuyer, UpgradeMembersOfLevel],
  onBoot: async (container) => {
    const removals = await container.get(MemberRemovalService);
    removals.register(await container.get(OrderMemberRemovalService));
  },
};
