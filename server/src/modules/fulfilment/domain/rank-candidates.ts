/** Degrees, as maps give them. */
export interface Location {
  latitude: number;
  longitude: number;
}

export interface Place {
  province: string;
  city: string;
  district: string;
}

export interface CandidateStore {
  channelId: number;
  name: string;
  address: Place | null;
  location: Location | null;
}

export interface NeededItem {
  skuId: number;
  name: string;
  quantity: number;
}

export interface Shortage {
  skuName: string;
  needed: number;
  available: number;
}

export interface Candidate {
  channelId: number;
  name: string;
  /** Straight line in metres; null when either side has no position. */
  distanceMetres: number | null;
  isEligible: boolean;
  exclusion: 'stockShort' | 'noLocation' | null;
  missing: Shortage[];
}

const earthRadiusMetres = 6_371_008.8;

/** The straight line over the globe between two points (haversine), in whole metres. */
export function distanceMetres(from: Location, to: Location): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const haversine =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) * Math.cos(radians(to.latitude)) * Math.sin(longitude / 2) ** 2;
  return Math.round(2 * earthRadiusMetres * Math.asin(Math.min(1, Math.sqrt(haversine))));
}

/** What of the needed articles is not free at a place that has `available` of each. */
export function shortagesOf(
  items: readonly NeededItem[],
  available: ReadonlyMap<number, number> | undefined,
): Shortage[] {
  return items
    .map((item) => ({
      skuName: item.name,
      needed: item.quantity,
      available: available?.get(item.skuId) ?? 0,
    }))
    .filter((item) => item.available < item.needed);
}

/**
 * The stores in the order in which they are offered (rules.md §9): those that hold every article first, each group by
 * nearness. A receiver without a position is matched by district, then city, then province.
 */
export function rankCandidates(order: {
  receiver: Place & { location: Location | null };
  items: readonly NeededItem[];
  stores: readonly CandidateStore[];
  availableByStore: ReadonlyMap<number | null, ReadonlyMap<number, number>>;
}): Candidate[] {
  const ranked = order.stores.map((store) => {
    const missing = shortagesOf(order.items, order.availableByStore.get(store.channelId));
    const exclusion =
      store.location === null ? ('noLocation' as const) : missing.length > 0 ? ('stockShort' as const) : null;
    const hasBoth = order.receiver.location !== null && store.location !== null;
    const candidate: Candidate = {
      channelId: store.channelId,
      name: store.name,
      distanceMetres:
        hasBoth && order.receiver.location && store.location
          ? distanceMetres(order.receiver.location, store.location)
          : null,
      isEligible: exclusion === null,
      exclusion,
      missing,
    };
    return { candidate, regionSteps: regionSteps(order.receiver, store.address) };
  });
  return ranked
    .sort(
      (left, right) =>
        Number(right.candidate.isEligible) - Number(left.candidate.isEligible) ||
        compareDistance(left.candidate.distanceMetres, right.candidate.distanceMetres) ||
        left.regionSteps - right.regionSteps ||
        left.candidate.channelId - right.candidate.channelId,
    )
    .map((entry) => entry.candidate);
}

function compareDistance(left: number | null, right: number | null): number {
  if (left === right) return 0;
  return (left ?? Number.MAX_SAFE_INTEGER) - (right ?? Number.MAX_SAFE_INTEGER);
}

/** 0 = same district, 1 = same city, 2 = same province, 3 = elsewhere or unknown. */
function regionSteps(receiver: Place, store: Place | null): number {
  if (!store || store.province !== receiver.province) return 3;
  if (store.city !== receiver.city) return 2;
  return store.district === receiver.district ? 0 : 1;
}
