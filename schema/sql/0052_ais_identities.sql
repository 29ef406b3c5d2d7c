-- Primary: who a radio said its vessel was, and from when to when it said so. Typed in by the crew: it proposes a
-- vessel to the register and decides nothing (faults V1, V9).
CREATE TABLE IF NOT EXISTS ais_identities (
  mmsi INT UNSIGNED NOT NULL,
  first_at BIGINT NOT NULL,
  last_at BIGINT NOT NULL,
  name VARCHAR(32) NULL,
  name_key VARCHAR(32) NULL,
  call_sign VARCHAR(16) NULL,
  imo INT UNSIGNED NULL,
  eni VARCHAR(16) NULL,
  ship_type INT NULL,
  length_dm INT NULL,
  beam_dm INT NULL,
  draught_cm INT NULL,
  PRIMARY KEY (mmsi, first_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
