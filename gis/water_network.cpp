#include "gis/water_network.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>

namespace quaywatt::gis {

WaterNetwork::WaterNetwork(const std::vector<CentreLine>& lines) {
  for (const auto& drawn : lines) {
    Line line{drawn.points, {0.0}, {}};
    for (std::size_t i = 1; i < line.points.size(); ++i) {
      line.along_m.push_back(line.along_m.back() + gis::distance_m(line.points[i - 1], line.points[i]));
    }
    lines_.push_back(std::move(line));
  }
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    join_end(i, lines_[i].points.front(), 0.0);
    join_end(i, lines_[i].points.back(), lines_[i].along_m.back());
  }
  lay_roads();
}

WaterNetwork::Foot WaterNetwork::foot_on(std::size_t line, Position at) const {
  const Line& on = lines_[line];
  const double cos_lat = cos_latitude(at.lat);
  Foot best{line, 0.0, std::numeric_limits<double>::infinity()};
  for (std::size_t i = 1; i < on.points.size(); ++i) {
    const Position a = on.points[i - 1];
    const Position b = on.points[i];
    const double ax = (static_cast<double>(a.lon) - at.lon) * cos_lat;
    const double ay = static_cast<double>(a.lat) - at.lat;
    const double dx = (static_cast<double>(b.lon) - a.lon) * cos_lat;
    const double dy = static_cast<double>(b.lat) - a.lat;
    const double length_squared = dx * dx + dy * dy;
    const double share = length_squared > 0 ? std::clamp(-(ax * dx + ay * dy) / length_squared, 0.0, 1.0) : 0.0;
    const double off_m = std::hypot(ax + share * dx, ay + share * dy) * kMetresPerUnit;
    if (off_m < best.off_m) best = {line, std::lerp(on.along_m[i - 1], on.along_m[i], share), off_m};
  }
  return best;
}

std::optional<WaterNetwork::Foot> WaterNetwork::nearest_foot(Position at) const {
  std::optional<Foot> nearest;
  for (std::size_t line = 0; line < lines_.size(); ++line) {
    const Foot foot = foot_on(line, at);
    if (foot.off_m <= kToLineMaxM && (!nearest || foot.off_m < nearest->off_m)) nearest = foot;
  }
  return nearest;
}

std::size_t WaterNetwork::add_node(std::size_t line, double along_m) {
  nodes_.push_back({line, along_m, {}});
  lines_[line].nodes.push_back(nodes_.size() - 1);
  return nodes_.size() - 1;
}

/// Where a line ends at another line, both get a node there, as far apart as they were drawn.
void WaterNetwork::join_end(std::size_t line, Position end, double along_m) {
  const std::size_t own = add_node(line, along_m);
  for (std::size_t other = 0; other < lines_.size(); ++other) {
    if (other == line) continue;
    const Foot foot = foot_on(other, end);
    if (foot.off_m > kJunctionMaxM) continue;
    const std::size_t there = add_node(other, foot.along_m);
    nodes_[own].roads.emplace_back(there, foot.off_m);
    nodes_[there].roads.emplace_back(own, foot.off_m);
  }
}

void WaterNetwork::lay_roads() {
  for (auto& line : lines_) {
    std::sort(line.nodes.begin(), line.nodes.end(),
              [this](std::size_t a, std::size_t b) { return nodes_[a].along_m < nodes_[b].along_m; });
    for (std::size_t i = 1; i < line.nodes.size(); ++i) {
      const std::size_t a = line.nodes[i - 1];
      const std::size_t b = line.nodes[i];
      const double apart_m = nodes_[b].along_m - nodes_[a].along_m;
      nodes_[a].roads.emplace_back(b, apart_m);
      nodes_[b].roads.emplace_back(a, apart_m);
    }
  }
}

/// Dijkstra from every node of the first line to every node of the second.
std::optional<double> WaterNetwork::by_nodes_m(const Foot& from, const Foot& to) const {
  using Reached = std::pair<double, std::size_t>;
  std::vector<double> best_m(nodes_.size(), std::numeric_limits<double>::infinity());
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> next;
  for (const std::size_t node : lines_[from.line].nodes) {
    next.emplace(best_m[node] = std::fabs(nodes_[node].along_m - from.along_m), node);
  }
  while (!next.empty()) {
    const auto [metres, node] = next.top();
    next.pop();
    if (metres > best_m[node]) continue;
    for (const auto& [there, apart_m] : nodes_[node].roads) {
      if (metres + apart_m < best_m[there]) next.emplace(best_m[there] = metres + apart_m, there);
    }
  }
  double shortest = std::numeric_limits<double>::infinity();
  for (const std::size_t node : lines_[to.line].nodes) {
    shortest = std::min(shortest, best_m[node] + std::fabs(nodes_[node].along_m - to.along_m));
  }
  return std::isfinite(shortest) ? std::optional{shortest} : std::nullopt;
}

std::optional<double> WaterNetwork::distance_m(Position a, Position b) const {
  const auto from = nearest_foot(a);
  const auto to = nearest_foot(b);
  if (!from || !to) return std::nullopt;
  const double beside_m = from->off_m + to->off_m;
  if (from->line == to->line) return beside_m + std::fabs(from->along_m - to->along_m);
  const auto along = by_nodes_m(*from, *to);
  return along ? std::optional{beside_m + *along} : std::nullopt;
}

}  // namespace quaywatt::gis
