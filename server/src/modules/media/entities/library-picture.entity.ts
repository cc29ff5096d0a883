import type { LibraryKind } from '@lakeside/shared/media/library.contract';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, integer, status, varchar } from '../../../platform/database/columns';

/** A picture or video that the back office keeps to use again. Its file stays when it leaves the library: goods may show it. */
@Entity('library_picture')
@Index('ux_library_picture_url', ['url'], { unique: true })
@Index('ix_library_picture_group', ['groupName'])
@Index('ix_library_picture_kind', ['kind', 'id'])
export class LibraryPictureRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(status({ default: 'picture' }))
  kind: LibraryKind;
  /** Its address on our site: `/media/<name>`. */
  @Column(asciiCode(64))
  url: string;
  @Column(varchar(60))
  name: string;
  /** Empty = in no group. */
  @Column(varchar(20))
  groupName: string;
  /** In pixels; 0 for a video. */
  @Column(integer())
  width: number;
  @Column(integer())
  height: number;
  @Column(integer())
  sizeBytes: number;
  @Column(instant())
  createdAt: Date;
}
