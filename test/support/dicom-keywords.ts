import dcmjs from 'dcmjs';

const { nameMap } = dcmjs.data.DicomMetaDictionary as unknown as {
  readonly nameMap: Readonly<Record<string, { readonly tag: string; readonly vr: string } | undefined>>;
};

/** Tag (eight digits) and value representation of a keyword of PS3.6. */
export function keywordsWithVr(keyword: string): { readonly tag: string; readonly vr: string } {
  const entry = nameMap[keyword];
  if (entry === undefined) throw new RangeError(`${keyword} is no keyword of PS3.6.`);
  return { tag: entry.tag.replace(/[(),]/g, ''), vr: entry.vr };
}
