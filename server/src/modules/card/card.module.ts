import type { ServerModule } from '../../platform/server-module';
import { CardSecretService } from './card-secret.service';
import { Card } from './entities/card.entity';
import { CardActivation } from './entities/card-activation.entity';
import { CardAttempt } from './entities/card-attempt.entity';
import { CardDocumentItem } from './entities/card-document-item.entity';
import { CardHandover } from './entities/card-handover.entity';
import { CardMovement } from './entities/card-movement.entity';
import { CardVoid } from './entities/card-void.entity';
import { CreateCardTables1300000000000 } from './migrations/1300000000000-create-card-tables';

/** Physical cards: library, handovers, activation, binding, use (rules.md §5, §6). */
export const cardModule: ServerModule = {
  name: 'card',
  providers: [CardSecretService],
  entities: [Card, CardActivation, CardAttempt, CardDocumentItem, CardHandover, CardMovement, CardVoid],
  migrations: [CreateCardTables1300000000000],
};
