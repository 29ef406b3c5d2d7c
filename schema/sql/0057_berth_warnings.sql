-- Primary: warnings that a vessel lay at a capable berth without shore power, each raised once in a stay.
CREATE TABLE IF NOT EXISTS berth_warnings (
  mmsi INT UNSIGNED NOT NULL,
  berth VARCHAR(128) NOT NULL,
  arrived_at BIGINT NOT NULL,
  level VARCHAR(24) NOT NULL,
  vessel_identity VARCHAR(64) NOT NULL,
  raised_at BIGINT NOT NULL,
  last_alongside_at BIGINT NOT NULL,
  ended_at BIGINT NULL,
  ended_by VARCHAR(16) NULL,
  PRIMARY KEY (mmsi, berth, arrived_at, level),
  KEY berth_warnings_standing (ended_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
