/** Petitions, dossiers and other events that the office records. */
export type CaseChange = never;
