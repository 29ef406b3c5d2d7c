-- Register of vessels by 船舶识别号 or IMO number. name_key is the name without spaces, width and case, for looking up.
-- facility: whether a receiving facility is installed; its survey date may be unknown. NULL is "nobody knows".
CREATE TABLE IF NOT EXISTS vessels (
  identity VARCHAR(64) NOT NULL,
  name VARCHAR(200) NOT NULL,
  name_key VARCHAR(200) NOT NULL,
  mmsi INT UNSIGNED NULL,
  vessel_type VARCHAR(24) NOT NULL,
  navigation VARCHAR(24) NOT NULL,
  gross_tonnage BIGINT NULL,
  keel_laid_on DATE NULL,
  flag VARCHAR(8) NOT NULL,
  fuel VARCHAR(24) NULL,
  has_generator TINYINT NULL,
  public_service TINYINT NULL,
  facility TINYINT NOT NULL,
  facility_voltage_v INT NULL,
  facility_frequency_hz INT NULL,
  facility_phases INT NULL,
  facility_current_a INT NULL,
  facility_surveyed_on DATE NULL,
  PRIMARY KEY (identity),
  KEY vessels_by_mmsi (mmsi),
  KEY vessels_by_name (name_key)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
