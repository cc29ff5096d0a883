type Sound = 'added' | 'refused';

const players = new Map<Sound, UniApp.InnerAudioContext>();

/** Beeps and shakes after each scan, so that the person need not look up: high and short when taken, low when refused. */
export function signalScan(sound: Sound): void {
  player(sound).play();
  uni.vibrateShort({ fail: () => undefined });
}

function player(sound: Sound): UniApp.InnerAudioContext {
  const known = players.get(sound);
  if (known) return known;
  const made = uni.createInnerAudioContext();
  made.src = `/static/sound/${sound}.wav`;
  players.set(sound, made);
  return made;
}
