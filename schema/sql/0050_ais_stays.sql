-- Primary: times alongside as positions prove them, whatever anyone declared; never rebuilt from ledgers. Named by
-- vessel's MMSI, berth (fence) and first position alongside, so that the same positions again change nothing.
-- departed_at NULL: still there. tracking_lost: nobody saw the end because the tracker lost its memory.
CREATE TABLE IF NOT EXISTS ais_stays (
  mmsi INT UNSIGNED NOT NULL,
  berth VARCHAR(128) NOT NULL,
  arrived_at BIGINT NOT NULL,
  terminal VARCHAR(200) NOT NULL,
  waters VARCHAR(24) NOT NULL,
  call_no INT UNSIGNED NOT NULL,
  last_alongside_at BIGINT NOT NULL,
  departed_at BIGINT NULL,
  arrived_earliest_at BIGINT NULL,
  departed_latest_at BIGINT NULL,
  evidence VARCHAR(16) NOT NULL,
  identity_doubtful TINYINT NOT NULL,
  tracking_lost TINYINT NOT NULL,
  fencing_token BIGINT UNSIGNED NOT NULL,
  PRIMARY KEY (mmsi, berth, arrived_at),
  KEY ais_stays_by_berth (berth, arrived_at),
  KEY ais_stays_by_departure (departed_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
