-- The last held line of each epoch of each agent's ledger.
CREATE TABLE IF NOT EXISTS ledger_heads (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  last_seq BIGINT UNSIGNED NOT NULL,
  head CHAR(64) NOT NULL,
  PRIMARY KEY (agent, epoch)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
