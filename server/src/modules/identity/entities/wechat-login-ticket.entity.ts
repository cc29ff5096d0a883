import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, status } from '../../../platform/database/columns';

/** A WeChat user whom nobody knows yet, between `wx.login` and the phone button. */
@Entity('wechat_login_ticket')
@Index('ux_wechat_login_ticket_token', ['tokenHash'], { unique: true })
@Index('ix_wechat_login_ticket_expires', ['expiresAt'])
export class WechatLoginTicketRow {
  @PrimaryGeneratedColumn()
  id: number;
  /** SHA-256 of the ticket. */
  @Column(asciiCode(64))
  tokenHash: string;
  @Column(status())
  program: 'member' | 'channel';
  @Column(asciiCode(64))
  openId: string;
  @Column(asciiCode(64, { nullable: true }))
  unionId: string | null;
  /** The phone number once proven, and SHA-256 of the code that proved it: WeChat takes a code only once. */
  @Column(asciiCode(20, { nullable: true }))
  phone: string | null;
  @Column(asciiCode(64, { nullable: true }))
  phoneCodeHash: string | null;
  @Column(instant())
  expiresAt: Date;
}
