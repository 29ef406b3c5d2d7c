-- How far each agent's ledger has been read into derived rows. newest_at: the last line's own clock. A mark says under
-- what (a rule set) all rows were judged last.
CREATE TABLE IF NOT EXISTS derivation_cursors (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL,
  newest_at BIGINT NOT NULL,
  PRIMARY KEY (agent)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE IF NOT EXISTS derivation_marks (
  name VARCHAR(64) NOT NULL,
  mark VARCHAR(200) NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
