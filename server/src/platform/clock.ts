import { Provide, Scope, ScopeEnum } from '@midwayjs/core';

/** The only place that asks the machine for the time. Tests replace it with a clock they set and advance. */
@Provide()
@Scope(ScopeEnum.Singleton)
export class Clock {
  now(): Date {
    return new Date();
  }
}
