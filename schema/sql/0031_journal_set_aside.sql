-- Derived: lines that read well but cannot be true of the berth (domain/berth/journal.h), with the reason.
CREATE TABLE IF NOT EXISTS journal_set_aside (
  agent VARCHAR(64) NOT NULL,
  epoch INT UNSIGNED NOT NULL,
  seq BIGINT UNSIGNED NOT NULL,
  reason VARCHAR(64) NOT NULL,
  PRIMARY KEY (agent, epoch, seq)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
