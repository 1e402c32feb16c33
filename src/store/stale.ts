/** Thrown inside a transaction so that it is rolled back: what a change counted on is no longer so. Never leaves the store. */
export class Stale extends Error {}
