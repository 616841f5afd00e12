import { build } from '../bundles/built';

/** The project's own build, with `file` of the StackSet's template. */
export function builtStackset() {
  const built = build();
  const remove = (): void => {
    built.remove();
  };
  return { file: `${built.folder}/stackset-regional.yaml`, remove };
}
