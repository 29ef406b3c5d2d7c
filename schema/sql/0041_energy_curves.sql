-- Derived: what the hours' sums need of the readings before, so that a batch may end anywhere. Of each meter the
-- newest reading on its curve (place 'last'), one off it ('suspect') and the newest with a trusted clock ('timed');
-- untimed_*: proven since then.
CREATE TABLE IF NOT EXISTS energy_curves (
  agent VARCHAR(64) NOT NULL,
  meter VARCHAR(200) NOT NULL,
  digits INT NULL,
  untimed_wh BIGINT NOT NULL,
  untimed_unexplained_wh BIGINT NOT NULL,
  untimed_left_out BIGINT NOT NULL,
  PRIMARY KEY (agent, meter)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE TABLE IF NOT EXISTS energy_curve_points (
  agent VARCHAR(64) NOT NULL,
  meter VARCHAR(200) NOT NULL,
  place VARCHAR(8) NOT NULL,
  supply_point VARCHAR(200) NOT NULL,
  session_epoch INT UNSIGNED NULL,
  session_seq BIGINT UNSIGNED NULL,
  installed_digits INT NULL,
  sampled_at BIGINT NOT NULL,
  boot CHAR(16) NOT NULL,
  mono_ms BIGINT NOT NULL,
  energy_wh BIGINT NOT NULL,
  meter_address VARCHAR(64) NOT NULL,
  clock_trusted TINYINT NOT NULL,
  multiplier BIGINT NOT NULL,
  PRIMARY KEY (agent, meter, place)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
