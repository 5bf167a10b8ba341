export { DomainError, problemOf, problemTypeBase, statusOf } from './domain-error.js';
export type { Fault, Problem, ProblemKind } from './domain-error.js';
