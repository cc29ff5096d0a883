// WeChat puts this component into every tab page because pages.json says `"custom": true`. It stays empty: which tabs a
// person has depends on the signed-in channel, so the pages draw the bar themselves (common/ChannelTabBar.vue).
Component({});
