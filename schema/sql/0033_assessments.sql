-- Primary: every verdict ever made on a stay, oldest version 1; a row is never changed. facts is what was judged, in the
-- form "quaywatt assess" reads; facts_hash its SHA-256. provisional: the vessel was still alongside.
CREATE TABLE IF NOT EXISTS assessments (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL,
  version INT UNSIGNED NOT NULL,
  rule_set VARCHAR(64) NOT NULL,
  provisional TINYINT NOT NULL,
  outcome VARCHAR(40) NOT NULL,
  duty VARCHAR(24) NOT NULL,
  responsible VARCHAR(24) NOT NULL,
  statutory_used TINYINT NULL,
  city_kpi_literal_used TINYINT NULL,
  city_kpi_strict_used TINYINT NULL,
  energy_counted_wh BIGINT NOT NULL,
  findings VARCHAR(1000) NOT NULL,
  basis VARCHAR(1000) NOT NULL,
  explanation_zh TEXT NOT NULL,
  explanation_en TEXT NOT NULL,
  facts MEDIUMTEXT NOT NULL,
  facts_hash CHAR(64) NOT NULL,
  made_at BIGINT NOT NULL,
  PRIMARY KEY (agent, epoch, seq, version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
