/**
 * The schema of `record.sqlite`, as the steps that lead to it. A step is never edited once released: files written by
 * it exist. `PRAGMA user_version` would do, but a table also says when each step was made.
 */
export const recordMigrations: readonly string[] = [
  `
  CREATE TABLE submission (
    id INTEGER PRIMARY KEY,
    provider TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version > 0),
    description TEXT NOT NULL, -- JSON of the submission without its version
    UNIQUE (provider, name, version)
  ) STRICT;

  -- Apart from the descriptions, so that listing versions reads no content.
  CREATE TABLE content (
    submission INTEGER NOT NULL REFERENCES submission (id),
    part TEXT NOT NULL CHECK (part IN ('catalogue', 'record', 'lineage', 'report', 'unmapped')),
    compressed BLOB NOT NULL, -- zstd
    sha256 BLOB NOT NULL,     -- of the bytes before compression
    PRIMARY KEY (submission, part)
  ) STRICT, WITHOUT ROWID;

  -- The newest version of each submission that is not withdrawn.
  CREATE TABLE current (
    provider TEXT NOT NULL,
    name TEXT NOT NULL,
    submission INTEGER NOT NULL REFERENCES submission (id),
    PRIMARY KEY (provider, name)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE withdrawal (
    submission INTEGER NOT NULL REFERENCES submission (id),
    at TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- How values were read, see readings-bytes.ts. Submissions of before have none.
  CREATE TABLE readings (
    submission INTEGER PRIMARY KEY REFERENCES submission (id),
    compressed BLOB NOT NULL, -- zstd
    sha256 BLOB NOT NULL      -- of the bytes before compression
  ) STRICT;
  `,
  `
  -- Pieces of a part, in order, behind what content.compressed has of it; the hash there is of the whole. A look-up of
  -- lineage reads one block of a plane and one of the lineage. Submissions of before have all in content.
  CREATE TABLE block (
    submission INTEGER NOT NULL REFERENCES submission (id),
    part TEXT NOT NULL CHECK (part IN ('catalogue', 'record', 'lineage')),
    number INTEGER NOT NULL CHECK (number >= 0),
    compressed BLOB NOT NULL, -- zstd, with its checksum
    PRIMARY KEY (submission, part, number)
  ) STRICT;
  `,
];
