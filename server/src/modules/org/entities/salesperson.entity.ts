import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { asciiCode, instant, status, varchar } from '../../../platform/database/columns';

export type SalespersonStatus = 'active' | 'closed';

/** A member of the sales team. One channel belongs to one salesperson (rules.md §1). */
@Entity('salesperson')
@Index('ix_salesperson_status', ['status'])
export class SalespersonRow {
  @PrimaryGeneratedColumn()
  id: number;
  @Column(varchar(20))
  name: string;
  @Column(asciiCode(20))
  phone: string;
  @Column(varchar(40, { nullable: true }))
  departmentName: string | null;
  @Column(status())
  status: SalespersonStatus;
  @Column(instant())
  createdAt: Date;
}
