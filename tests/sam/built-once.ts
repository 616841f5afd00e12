import { build } from '../bundles/built';

/** The project's own build, with `file` of the StackSet's template. */
export function builtStackset() {
  const { folder, remove } = build();
  return { file: `${folder}/stackset-regional.yaml`, remove };
}
