import type { VNode } from 'preact';
import { useReport } from '../data/context';
import { PeopleTable } from './people-table';
import { Person } from './person';

/** Everybody, or the one person who is filtered. */
export function People(): VNode {
  const { state } = useReport();
  const person = state.filter.user;
  return person === undefined ? <PeopleTable few={50} /> : <Person key={person} name={person} />;
}
