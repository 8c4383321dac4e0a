/** The columns of the tables, in the order of the OMOP CDM 5.4. */
export const omopColumns = {
  PERSON:
    'person_id gender_concept_id year_of_birth month_of_birth day_of_birth birth_datetime race_concept_id ethnicity_concept_id location_id provider_id care_site_id person_source_value gender_source_value gender_source_concept_id race_source_value race_source_concept_id ethnicity_source_value ethnicity_source_concept_id',
  CONDITION_OCCURRENCE:
    'condition_occurrence_id person_id condition_concept_id condition_start_date condition_start_datetime condition_end_date condition_end_datetime condition_type_concept_id condition_status_concept_id stop_reason provider_id visit_occurrence_id visit_detail_id condition_source_value condition_source_concept_id condition_status_source_value',
  MEASUREMENT:
    'measurement_id person_id measurement_concept_id measurement_date measurement_datetime measurement_time measurement_type_concept_id operator_concept_id value_as_number value_as_concept_id unit_concept_id range_low range_high provider_id visit_occurrence_id visit_detail_id measurement_source_value measurement_source_concept_id unit_source_value unit_source_concept_id value_source_value measurement_event_id meas_event_field_concept_id',
  PROCEDURE_OCCURRENCE:
    'procedure_occurrence_id person_id procedure_concept_id procedure_date procedure_datetime procedure_end_date procedure_end_datetime procedure_type_concept_id modifier_concept_id quantity provider_id visit_occurrence_id visit_detail_id procedure_source_value procedure_source_concept_id modifier_source_value',
  COHORT: 'cohort_definition_id subject_id cohort_start_date cohort_end_date',
  COHORT_DEFINITION:
    'cohort_definition_id cohort_definition_name cohort_definition_description definition_type_concept_id cohort_definition_syntax subject_concept_id cohort_initiation_date',
} as const;

export type OmopTable = keyof typeof omopColumns;

/** A row by column; columns that are left out are empty. */
export type OmopRow = Readonly<Record<string, string | number | undefined>>;
