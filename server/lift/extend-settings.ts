export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The source that settings extend. */
export function extended(settings: unknown): string | undefined {
  const parent = isObject(settings) ? settings['extends'] : undefined;
  return typeof parent === 'string' ? parent : undefined;
}

/**
 * Settings of a source that extends another: what it says itself comes before what the other says. Tables join by their
 * keys; rules join too, the other's first.
 */
export function extendSettings(parent: unknown, own: unknown): unknown {
  if (!isObject(parent) || !isObject(own)) return own;
  const joined: Record<string, unknown> = { ...parent };
  for (const [key, value] of Object.entries(own)) {
    const before = joined[key];
    const areRules = key === 'rules' && Array.isArray(before) && Array.isArray(value);
    joined[key] = areRules
      ? [...(before as unknown[]), ...(value as unknown[])]
      : extendSettings(before, value);
  }
  return joined;
}
