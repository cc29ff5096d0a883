import fc from 'fast-check';

/**
 * Set-up of tests with properties. Every run has seeds of its own, so a property that fails once in a thousand cases refuses
 * somebody else's change: `PROPERTY_RUNS=20` tries twenty times as many cases before it lands.
 */
fc.configureGlobal({ numRuns: 100 * Number(process.env.PROPERTY_RUNS ?? 1) });
