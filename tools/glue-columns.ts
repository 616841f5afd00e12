/** Prints the columns of template-main.yaml's tables: `node tools/run.mjs tools/glue-columns.ts`. */
import { TABLES, type Column } from '../src/core/tables';
import { hiveType } from '../src/core/tables/hive-type';

const line = ({ name, type }: Column): string =>
  `          - { Name: ${name}, Type: '${hiveType(type)}' }`;
for (const { name, columns, partitions } of TABLES)
  console.log(
    [`# ${name}`, ...columns.map(line), '  # partition keys', ...partitions.map(line)].join('\n'),
  );
