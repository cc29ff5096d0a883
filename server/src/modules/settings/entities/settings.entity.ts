import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instant, json } from '../../../platform/database/columns';

/** The single row, id 1, of what the back office has set. Absent until it sets something. */
@Entity('settings')
export class SettingsRow {
  @PrimaryColumn({ type: 'int' })
  id: number;
  @Column(json())
  value: object;
  @Column(instant())
  updatedAt: Date;
}
