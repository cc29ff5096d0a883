import { shallowRef } from 'vue';

/** The names of all provinces, loaded when they are needed first. */
export function useProvinces() {
  const provinces = shallowRef<readonly string[]>([]);
  void import('@lakeside/shared/ui/region/area-names').then(({ areaNames }) => {
    provinces.value = Object.values(areaNames.province_list);
  });
  return provinces;
}
