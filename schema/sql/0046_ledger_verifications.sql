-- How far the daily reading-back of each agent's held ledger has come; epoch 0: the next round has not begun.
CREATE TABLE IF NOT EXISTS ledger_verifications (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL,
  head VARCHAR(64) NOT NULL,
  finished_at BIGINT NULL,
  PRIMARY KEY (agent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
