interface ImportMetaEnv {
  /** Origin of the API for builds that are not served by it: mini program and App. */
  readonly VITE_API_BASE?: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
