-- Derived: faults of supply points, from opening to the test reading that closed them.
CREATE TABLE IF NOT EXISTS faults (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL,
  supply_point VARCHAR(200) NOT NULL,
  part VARCHAR(200) NOT NULL,
  symptom TEXT NOT NULL,
  fault_from BIGINT NOT NULL,
  fault_to BIGINT NULL,
  repair TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  opened_boot CHAR(16) NOT NULL,
  opened_mono_ms BIGINT NOT NULL,
  opened_sync VARCHAR(16) NOT NULL,
  opened_by_role VARCHAR(24) NOT NULL,
  opened_by_id VARCHAR(200) NOT NULL,
  PRIMARY KEY (agent, epoch, seq),
  KEY faults_open (agent, fault_to)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
