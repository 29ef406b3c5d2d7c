-- Berth agents: one cabinet at one berth, named by the certificate it was given. Times are UTC milliseconds.
CREATE TABLE IF NOT EXISTS agents (
  name VARCHAR(64) NOT NULL,
  berth VARCHAR(128) NOT NULL,
  standing VARCHAR(24) NOT NULL,
  ledger_key_fingerprint VARCHAR(40) NOT NULL,
  program_version VARCHAR(40) NOT NULL,
  enrolled_at BIGINT NOT NULL,
  approved_at BIGINT NULL,
  suspended_at BIGINT NULL,
  revoked_at BIGINT NULL,
  last_contact_at BIGINT NULL,
  replayed_lines BIGINT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (name),
  KEY agents_by_berth (berth)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
