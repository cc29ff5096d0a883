/**
 * WeChat's published table of private interfaces (用户隐私保护指引, 开发者处理的信息): the kind of information as the console
 * names it, and what reads it. An app that uses one of them without declaring the information is refused at run time.
 */
export const privateInterfaces: Readonly<Record<string, readonly string[]>> = {
  '昵称、头像': [
    'button.chooseAvatar',
    'input.nickname',
    'wx.getUserInfo',
    'wx.getUserProfile',
    'button.userInfo',
  ],
  位置信息: [
    'scope.userLocation',
    'scope.userLocationBackground',
    'scope.userFuzzyLocation',
    'wx.getLocation',
    'wx.getFuzzyLocation',
    'wx.startLocationUpdate',
    'wx.startLocationUpdateBackground',
    'wx.onLocationChange',
  ],
  选择的位置信息: ['wx.choosePoi', 'wx.chooseLocation'],
  地址: ['wx.chooseAddress'],
  发票信息: ['wx.chooseInvoiceTitle', 'wx.chooseInvoice'],
  微信运动步数: ['scope.werun', 'wx.getWeRunData'],
  手机号: ['button.getPhoneNumber', 'button.getRealtimePhoneNumber'],
  车牌号: ['wx.chooseLicensePlate'],
  选中的照片或视频信息: ['wx.chooseImage', 'wx.chooseMedia', 'wx.chooseVideo'],
  选中的文件: ['wx.chooseMessageFile'],
  麦克风: [
    'scope.record',
    'wx.startRecord',
    'wx.getRecorderManager',
    'wx.joinVoIPChat',
    'component.live-pusher',
    'component.voip-room',
  ],
  摄像头: ['scope.camera', 'wx.createVKSession', 'component.camera'],
  蓝牙: ['scope.bluetooth', 'wx.openBluetoothAdapter', 'wx.createBLEPeripheralServer'],
  '相册（仅写入）权限': ['scope.writePhotosAlbum', 'wx.saveImageToPhotosAlbum', 'wx.saveVideoToPhotosAlbum'],
  '通讯录（仅写入）权限': ['scope.addPhoneContact', 'wx.addPhoneContact'],
  '日历（仅写入）权限': ['scope.addPhoneCalendar', 'wx.addPhoneRepeatCalendar', 'wx.addPhoneCalendar'],
  加速传感器: ['wx.startAccelerometer'],
  磁场传感器: ['wx.startCompass'],
  方向传感器: ['wx.startDeviceMotionListening'],
  陀螺仪传感器: ['wx.startGyroscope'],
  剪切板: ['wx.setClipboardData', 'wx.getClipboardData'],
};

/** The interfaces that app.json must name in `requiredPrivateInfos` as well. */
export const listedInAppJson: readonly string[] = [
  'getFuzzyLocation',
  'getLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'chooseLocation',
  'choosePoi',
  'chooseAddress',
];

/** Scopes whose purpose app.json states under `permission`, and the calls that ask for them. */
export const scopesOfAppJson: Readonly<Record<string, readonly string[]>> = {
  'scope.userLocation': [
    'wx.getLocation',
    'wx.startLocationUpdate',
    'wx.startLocationUpdateBackground',
    'wx.onLocationChange',
  ],
  'scope.userFuzzyLocation': ['wx.getFuzzyLocation'],
};
