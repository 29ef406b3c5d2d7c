-- Register of meters, continued: the last day of each meter's verification and the seal it carries.
CREATE TABLE IF NOT EXISTS meter_calibrations (
  berth VARCHAR(128) NOT NULL,
  meter VARCHAR(200) NOT NULL,
  calibrated_until DATE NULL,
  seal VARCHAR(200) NOT NULL,
  PRIMARY KEY (berth, meter)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
