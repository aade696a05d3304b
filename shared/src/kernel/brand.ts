declare const brand: unique symbol;

/** `Base` that only the named constructor makes, so that two ids of one base type can't be swapped. */
export type Branded<Base, Name extends string> = Base & { readonly [brand]: Name };

/** Gives `base` the brand `Name`. Only the module that owns the brand, and parsers at the edge, call it. */
export function branded<Type extends Branded<Base, string>, Base = unknown>(base: Base): Type {
  return base as unknown as Type;
}
