import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, text } from '../../../platform/database/columns';

/** The access token of one mini program, shared by all servers: WeChat ends the last one when it gives a new one. */
@Entity('wechat_token')
@Index('ux_wechat_token_app', ['appId'], { unique: true })
export class WechatTokenRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(asciiCode(40))
  appId: string;
  /** Encrypted; null before the first one and after it was found dead. */
  @Column(text({ nullable: true }))
  sealedToken: string | null;
  /** Counts the tokens, so that a caller can say which one it found dead. */
  @Column(integer())
  generation: number;
  @Column(instant())
  expiresAt: Date;
  /** Until then one server is fetching a new token and the others wait. */
  @Column(instant({ nullable: true }))
  fetchingUntil: Date | null;
}
