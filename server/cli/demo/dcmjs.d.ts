/** The part of dcmjs that the sample generator uses; the package has no types of its own. */
declare module 'dcmjs' {
  type Dict = Record<string, unknown>;

  interface DicomDict {
    dict: Dict;
    write(options?: { allowInvalidVRLength?: boolean }): ArrayBuffer;
  }

  const dcmjs: {
    readonly data: {
      readonly DicomDict: new (meta: Dict) => DicomDict;
      readonly DicomMetaDictionary: { denaturalizeDataset(dataset: Dict): Dict };
    };
  };
  export default dcmjs;
}
