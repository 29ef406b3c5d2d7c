#pragma once
// GCJ-02, the shifted datum of Chinese map services: 100 to 700 m away from WGS 84 inside China. A fence drawn on such
// a map and taken for WGS 84 would miss every vessel, so each fence says its datum and GCJ-02 is converted.

#include "gis/geometry.h"

namespace quaywatt::gis {

/// The GCJ-02 coordinate shown for a WGS 84 position; outside mainland China's bounding box they are the same.
Position gcj02_from_wgs84(Position wgs84);

/// Inverse by iteration, to better than 1e-6 degrees (0.1 m).
Position wgs84_from_gcj02(Position gcj02);

}  // namespace quaywatt::gis
