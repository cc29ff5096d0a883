import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, json, ref, status, varchar } from '../../../platform/database/columns';

/** One change somebody made. Rows are only ever appended. */
@Entity('audit_entry')
@Index('ix_audit_entry_at', ['at'])
@Index('ix_audit_entry_target', ['targetKind', 'targetId'])
@Index('ix_audit_entry_action', ['action'])
@Index('ix_audit_entry_request', ['requestId'])
export class AuditEntryRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status())
  actorKind: string;
  @Column(ref({ nullable: true }))
  actorId: number | null;
  @Column(varchar(80))
  actorName: string;
  @Column(asciiCode(60))
  action: string;
  @Column(status())
  targetKind: string;
  @Column(varchar(64, { nullable: true }))
  targetId: string | null;
  @Column(varchar(120, { nullable: true }))
  targetLabel: string | null;
  @Column(json({ nullable: true }))
  before: object | null;
  @Column(json({ nullable: true }))
  after: object | null;
  @Column(varchar(64))
  requestId: string;
  @Column(varchar(64, { nullable: true }))
  ip: string | null;
  @Column(instant())
  at: Date;
}
