/** What people change about officers, positions, links and groups. */
export type PeopleChange = never;
