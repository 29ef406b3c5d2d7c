-- Primary: what vessels did, by the clock hour at most, for the inventory: kept instead of the positions. Speeds are
-- hundredths of a knot.
CREATE TABLE IF NOT EXISTS ais_activity (
  mmsi INT UNSIGNED NOT NULL,
  from_at BIGINT NOT NULL,
  to_at BIGINT NOT NULL,
  motion VARCHAR(16) NOT NULL,
  waterway VARCHAR(200) NOT NULL,
  port_area VARCHAR(200) NOT NULL,
  control_area TINYINT NOT NULL,
  berth VARCHAR(128) NOT NULL,
  distance_m BIGINT NOT NULL,
  mean_speed_ckn INT NOT NULL,
  cubic_speed_ckn INT NOT NULL,
  fixes INT UNSIGNED NOT NULL,
  silence_max_ms BIGINT NOT NULL,
  PRIMARY KEY (mmsi, from_at, motion, berth),
  KEY ais_activity_by_time (from_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
