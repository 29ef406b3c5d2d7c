#pragma once
// All Boost.Geometry types of the project in one place; the checks of fences that want a full geometry library.

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/multi_polygon.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>

#include "gis/fence.h"

namespace quaywatt::gis {

using PlanePoint = boost::geometry::model::d2::point_xy<double>;
using PlanePolygon = boost::geometry::model::polygon<PlanePoint>;
using PlaneShape = boost::geometry::model::multi_polygon<PlanePolygon>;

/// In degrees; orientation and closing are corrected, since GeoJSON writers disagree about both.
PlaneShape plane_shape(const Fence& fence);

}  // namespace quaywatt::gis
