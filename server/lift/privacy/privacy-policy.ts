/** How a provider's sources write the identifiers of patients, where they do not all write them alike. */
export interface IdentifierRules {
  /** What may stand in front: the hospital, or who issued the number (`HOSP-`, `MRN:`). The longest that fits goes. */
  readonly prefixes: readonly string[];
  /** True where `AB 123` and `AB123` are one patient. Blanks around an identifier never count. */
  readonly ignoreBlanks: boolean;
  /** True where `000123` and `123` are one patient. */
  readonly ignoreLeadingZeros: boolean;
  /** True where `ab12` and `AB12` are one patient. */
  readonly ignoreCase: boolean;
  /** True where HL7 messages left their parts behind the number: `123^^^HOSP^MR` is 123. */
  readonly firstComponent: boolean;
}

/** What a provider lets its node tell of patients. The configuration states it; the defaults tell least. */
export interface PrivacyPolicy {
  /** `shift` moves all dates of a patient by one secret number of days; `year` tells the year only. */
  readonly dates: 'shift' | 'year';
  /** `hash` makes pseudonyms of the UIDs of studies and series; `keep` names them by their UID, as open archives do. */
  readonly uids: 'hash' | 'keep';
  readonly patientIdentifiers: IdentifierRules;
}

export const defaultPrivacyPolicy: PrivacyPolicy = {
  dates: 'shift',
  uids: 'hash',
  patientIdentifiers: {
    prefixes: [],
    ignoreBlanks: false,
    ignoreLeadingZeros: false,
    ignoreCase: false,
    firstComponent: false,
  },
};
