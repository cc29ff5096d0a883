import { freightAdminContract, type FreightRule } from '@lakeside/shared/order/freight.contract';
import type { TestApp } from '../kit/test-app';
import { tokenOf } from './typed-sessions';

/** A freight template that sends everything everywhere for nothing. */
export const freeTemplate = {
  name: '全国包邮',
  isDefault: true,
  elsewhere: { firstPieces: 1, firstFen: 0, furtherPieces: 1, furtherFen: 0, freeFromFen: null },
  zones: [],
  undelivered: [],
};

/** Makes a template that differs from free in this and puts it in use. */
export async function useFreight(app: TestApp, rule: Partial<FreightRule>): Promise<void> {
  await app.call(freightAdminContract.createFreightTemplate, {
    token: tokenOf.admin,
    input: { body: { ...freeTemplate, ...rule } },
  });
}
