import type { AreaNames } from '@lakeside/shared/ui/region/region-columns';
import { areaNames as names } from '@lakeside/shared/ui/region/area-names';

/** The names of regions as a chunk of this app: uni-app's H5 build leaves a file of another workspace empty when it is imported later. */
export const areaNames: AreaNames = names;
