-- Agents whose hours are to be summed anew from their readings: what the register says of their meters changed, or,
-- with this migration, they have none yet.
CREATE TABLE IF NOT EXISTS energy_to_refold (
  agent VARCHAR(64) NOT NULL,
  PRIMARY KEY (agent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO energy_to_refold (agent) SELECT agent FROM derivation_cursors
ON DUPLICATE KEY UPDATE agent = VALUES(agent);
