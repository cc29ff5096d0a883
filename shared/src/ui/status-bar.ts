/** Height of the phone's own status bar in px, which a page with a custom head must leave free; 0 in a browser. */
export function statusBarHeightPx(): number {
  // #ifdef H5
  return 0;
  // #endif
  // #ifndef H5
  return uni.getWindowInfo().statusBarHeight ?? 0;
  // #endif
}
