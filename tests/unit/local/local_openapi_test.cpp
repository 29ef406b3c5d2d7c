// schema/openapi.yaml and the program list the same paths, methods and problem codes.

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "berth-agent/berth/alarms.h"
#include "berth-agent/local/route.h"

namespace quaywatt::agent {
namespace {

std::vector<std::string> contract() {
  std::ifstream file(std::string(QUAYWATT_SOURCE_DIR) + "/schema/openapi.yaml");
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

/// "POST /local/v1/stays" for every path below /local/v1: two spaces before a path, four before its method.
std::set<std::string> documented_routes() {
  std::set<std::string> routes;
  std::string path;
  for (const std::string& line : contract()) {
    if (line.starts_with("  /")) path = line.substr(2, line.size() - 3);
    if (!line.empty() && line[0] != ' ') path.clear();
    if (!path.starts_with("/local/v1/")) continue;
    for (const std::string method : {"get", "post", "put", "delete", "patch"}) {
      if (line != "    " + method + ":") continue;
      std::string upper = method;
      for (char& c : upper) c = static_cast<char>(std::toupper(c));
      routes.insert(upper + " " + path);
    }
  }
  return routes;
}

TEST(LocalContract, ListsExactlyTheRoutesThereAre) {
  std::set<std::string> routes;
  for (const Route& route : all_routes()) routes.insert(std::string(route.method) + " " + std::string(route.path));
  EXPECT_EQ(routes.size(), all_routes().size());
  EXPECT_EQ(documented_routes(), routes);
}

TEST(LocalContract, NamesEveryRefusalOfTheDesk) {
  std::set<std::string> named;
  for (const std::string& line : contract()) {
    if (line.starts_with("            - ")) named.insert(line.substr(14));
  }
  for (int code = 0; code <= static_cast<int>(RefusalCode::set_aside); ++code) {
    const std::string name(refusal_code_name(static_cast<RefusalCode>(code)));
    EXPECT_TRUE(named.contains(name)) << name;
    EXPECT_GE(http_code_of(static_cast<RefusalCode>(code)), 400);
  }
}

TEST(LocalRoutes, ReferenceIsOnePartOfThePath) {
  EXPECT_EQ(match_route("POST", "/local/v1/sessions/1.17/stop").ref, "1.17");
  EXPECT_EQ(match_route("GET", "/local/v1/sessions/1.17").ref, "1.17");
  EXPECT_EQ(match_route("GET", "/local/v1/sessions/1.17/x").route, nullptr);
  EXPECT_EQ(match_route("POST", "/local/v1/sessions/a/b/stop").route, nullptr);
  EXPECT_EQ(match_route("GET", "/local/v1/overview/").route, nullptr);
}

}  // namespace
}  // namespace quaywatt::agent
