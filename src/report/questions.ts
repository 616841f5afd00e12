/** The questions that come with the ledger: `athena-ledger query @top-users`, and named queries on AWS. */
import consoleLogins from './questions/console-logins.sql';
import dailyCost from './questions/daily-cost.sql';
import deniedCallers from './questions/denied-callers.sql';
import failingCalls from './questions/failing-calls.sql';
import failures from './questions/failures.sql';
import heaviestQueries from './questions/heaviest-queries.sql';
import newUsersAndAddresses from './questions/new-users-and-addresses.sql';
import queriesWithoutAUser from './questions/queries-without-a-user.sql';
import repeatedQueries from './questions/repeated-queries.sql';
import rootUse from './questions/root-use.sql';
import securityGroupChanges from './questions/security-group-changes.sql';
import sharedPrincipals from './questions/shared-principals.sql';
import topUsersByCost from './questions/top-users-by-cost.sql';
import topUsers from './questions/top-users.sql';
import unusualDays from './questions/unusual-days.sql';
import unusedWorkgroups from './questions/unused-workgroups.sql';
import usageByTeam from './questions/usage-by-team.sql';
import { titled, type Titled } from './titled';

/** One SELECT in Athena's dialect over the lake's tables and views, with its comments, without parameters. */
export interface Question extends Titled {
  /** The file's name without `.sql`: kebab-case. */
  readonly name: string;
}

const question = (name: string, sql: string): Question => ({ name, ...titled(sql) });

/** In the order in which a newcomer would ask. */
export const QUESTIONS: readonly Question[] = [
  question('top-users', topUsers),
  question('top-users-by-cost', topUsersByCost),
  question('daily-cost', dailyCost),
  question('usage-by-team', usageByTeam),
  question('heaviest-queries', heaviestQueries),
  question('repeated-queries', repeatedQueries),
  question('unusual-days', unusualDays),
  question('failures', failures),
  question('new-users-and-addresses', newUsersAndAddresses),
  question('shared-principals', sharedPrincipals),
  question('unused-workgroups', unusedWorkgroups),
  question('queries-without-a-user', queriesWithoutAUser),
  question('console-logins', consoleLogins),
  question('security-group-changes', securityGroupChanges),
  question('failing-calls', failingCalls),
  question('denied-callers', deniedCallers),
  question('root-use', rootUse),
];
