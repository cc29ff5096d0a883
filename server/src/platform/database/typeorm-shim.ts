import typeorm = require('typeorm');

// @midwayjs/typeorm 3.20 calls `useContainer`, which TypeORM 1.x removed. This file must be loaded before it.
if (!Reflect.has(typeorm, 'useContainer')) Reflect.set(typeorm, 'useContainer', () => undefined);
