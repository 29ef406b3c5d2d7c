-- Which numbered changes this database has. A row without finished_at is a change that was interrupted.
CREATE TABLE IF NOT EXISTS schema_migrations (
  number INT NOT NULL,
  name VARCHAR(120) NOT NULL,
  checksum CHAR(64) NOT NULL,
  program_version VARCHAR(40) NOT NULL,
  started_at BIGINT NOT NULL,
  finished_at BIGINT NULL,
  PRIMARY KEY (number)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
