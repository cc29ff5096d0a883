import { areaList } from '@vant/area-data';
import type { AreaNames } from './region-columns';

/** The provinces, cities and districts of China: large, so that it is imported only when it is needed. */
export const areaNames: AreaNames = areaList;
