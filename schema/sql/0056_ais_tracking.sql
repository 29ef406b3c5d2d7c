-- How the tracker is doing, by its own clock, and what became of each feed's lines since it started.
CREATE TABLE IF NOT EXISTS ais_tracking (
  name VARCHAR(16) NOT NULL,
  as_of BIGINT NOT NULL,
  started_at BIGINT NOT NULL,
  vessels BIGINT UNSIGNED NOT NULL,
  alongside BIGINT UNSIGNED NOT NULL,
  waiting BIGINT UNSIGNED NOT NULL,
  dropped BIGINT UNSIGNED NOT NULL,
  snapshot_at BIGINT NULL,
  fencing_token BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (name)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE IF NOT EXISTS ais_feed_counts (
  feed VARCHAR(64) NOT NULL,
  cause VARCHAR(24) NOT NULL,
  total BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (feed, cause)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
