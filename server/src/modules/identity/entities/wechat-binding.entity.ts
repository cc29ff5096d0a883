import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, ref, status } from '../../../platform/database/columns';

/** Which WeChat user logs in as which person: one to one in each mini program. */
@Entity('wechat_binding')
@Index('ux_wechat_binding_open_id', ['program', 'openId'], { unique: true })
@Index('ux_wechat_binding_credential', ['credentialId'], { unique: true })
export class WechatBindingRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  program: 'member' | 'channel';
  @Column(asciiCode(64))
  openId: string;
  @Column(asciiCode(64, { nullable: true }))
  unionId: string | null;
  @Column(ref())
  credentialId: number;
  @Column(instant())
  boundAt: Date;
}
