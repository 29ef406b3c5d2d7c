#pragma once
// Centre lines joined where they meet: the way by water between two positions.

#include <optional>
#include <vector>

#include "gis/geometry.h"
#include "gis/waterways.h"

namespace quaywatt::gis {

class WaterNetwork {
 public:
  explicit WaterNetwork(const std::vector<CentreLine>& lines);

  /// Metres from `a` to `b`; see Waterways::distance_along_m.
  std::optional<double> distance_m(Position a, Position b) const;

 private:
  /// Where a position stands beside a line.
  struct Foot {
    std::size_t line = 0;
    double along_m = 0;     ///< from the line's first point
    double off_m = 0;       ///< between the position and the line
  };
  struct Line {
    std::vector<Position> points;
    std::vector<double> along_m;     ///< of each point
    std::vector<std::size_t> nodes;  ///< on this line, in order of `along_m`
  };
  struct Node {
    std::size_t line = 0;
    double along_m = 0;
    std::vector<std::pair<std::size_t, double>> roads;   ///< to which node, how far
  };

  Foot foot_on(std::size_t line, Position at) const;
  std::optional<Foot> nearest_foot(Position at) const;
  std::size_t add_node(std::size_t line, double along_m);
  void join_end(std::size_t line, Position end, double along_m);
  void lay_roads();
  std::optional<double> by_nodes_m(const Foot& from, const Foot& to) const;

  std::vector<Line> lines_;
  std::vector<Node> nodes_;
};

}  // namespace quaywatt::gis
