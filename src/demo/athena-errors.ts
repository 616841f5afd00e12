/** After Athena's error catalog. What fails before it starts has read nothing. */
export interface AthenaError {
  error_category: number;
  error_type: number;
  error_retryable: boolean;
  error_message: string;
  started: boolean;
}

const error = (
  error_category: number,
  error_type: number,
  error_retryable: boolean,
  started: boolean,
  error_message: string,
): AthenaError => ({ error_category, error_type, error_retryable, error_message, started });

export const ERRORS: readonly AthenaError[] = [
  error(
    2,
    1006,
    false,
    false,
    "COLUMN_NOT_FOUND: line 1:8: Column 'revenu' cannot be resolved or requester is not authorized to access requested resources",
  ),
  error(
    2,
    1306,
    false,
    false,
    "TABLE_NOT_FOUND: line 1:15: Table 'awsdatacatalog.sales.order' does not exist",
  ),
  error(
    2,
    1301,
    false,
    true,
    'HIVE_BAD_DATA: Error parsing field value \'n/a\' for field 4: For input string: "n/a"',
  ),
  error(1, 0, true, true, 'Query exhausted resources at this scale factor'),
  error(1, 200, true, true, 'GENERIC_INTERNAL_ERROR: Unable to create input format'),
  error(
    3,
    233,
    false,
    true,
    'PERMISSION_DENIED: Access Denied (Service: Amazon S3; Status Code: 403; Error Code: AccessDenied)',
  ),
];
