-- One-time codes, by hash; the code itself is shown once and kept nowhere. used_keys is the hash of the two public keys
-- the code was spent on: the same request again, after a lost answer, gets the same certificate.
CREATE TABLE IF NOT EXISTS enrolment_codes (
  code_hash CHAR(64) NOT NULL,
  agent VARCHAR(64) NOT NULL,
  berth VARCHAR(128) NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at BIGINT NULL,
  used_from VARCHAR(64) NULL,
  used_keys CHAR(64) NULL,
  certificate_fingerprint CHAR(64) NULL,
  attempts INT UNSIGNED NOT NULL DEFAULT 0,
  PRIMARY KEY (code_hash),
  KEY enrolment_codes_by_agent (agent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
