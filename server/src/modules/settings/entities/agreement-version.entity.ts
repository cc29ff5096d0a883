import type { AgreementKind } from '@lakeside/shared/agreement/agreement.kind';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { instant, integer, status, text, varchar } from '../../../platform/database/columns';

/** One published text of an agreement. Never changed; the highest version of a kind is in force. */
@Entity('agreement_version')
@Index('ux_agreement_version_kind', ['kind', 'version'], { unique: true })
export class AgreementVersionRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  kind: AgreementKind;
  @Column(integer())
  version: number;
  /** Cleaned rich text. */
  @Column(text())
  detail: string;
  @Column(varchar(80))
  publishedBy: string;
  @Column(instant())
  publishedAt: Date;
}
