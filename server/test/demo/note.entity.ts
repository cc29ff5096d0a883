import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import {
  asciiCode,
  bigInteger,
  boolean,
  day,
  fen,
  instant,
  integer,
  json,
  ref,
  status,
  text,
  varchar,
} from '../../src/platform/database/columns';

/** Has one column of every kind, with and without null and default. */
@Entity('note')
@Index('ux_note_title', ['title'], { unique: true })
@Index('ix_note_owner_day', ['memberId', 'writtenOn'])
export class Note {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(ref())
  memberId: number;
  @Column(varchar(60))
  title: string;
  @Column(text({ nullable: true }))
  content: string | null;
  @Column(asciiCode(32, { nullable: true }))
  code: string | null;
  @Column(status({ default: 'draft' }))
  status: string;
  @Column(fen({ default: 0 }))
  costFen: number;
  @Column(bigInteger({ nullable: true }))
  views: number | null;
  @Column(integer({ default: 0 }))
  likes: number;
  @Column(boolean({ default: false }))
  isPinned: boolean;
  @Column(json({ nullable: true }))
  extra: { tags: string[] } | null;
  @Column(day({ nullable: true }))
  writtenOn: string | null;
  @Column(instant())
  createdAt: Date;
  @Column(instant({ nullable: true }))
  editedAt: Date | null;
}
