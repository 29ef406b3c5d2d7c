#pragma once
// The parsed file behind Document and Table; only strict_toml.cpp and document.cpp know toml++.

// Debian's package has the parser compiled; including it as headers would cost seconds in every build.
#define TOML_HEADER_ONLY 0
#define TOML_SHARED_LIB 1
#include <toml++/toml.h>

#include <deque>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "schema/config/problem.h"

namespace quaywatt::config {

struct TableNode {
  const toml::table* content;
  std::string path;          // "" for the root, else "meter[0]"
  std::set<std::string> asked;
  bool rest_allowed = false;
  int line = 1;
};

struct State {
  std::string file_name;
  toml::table root;
  std::deque<TableNode> nodes;  // addresses stay; the first is the root
  std::vector<Problem> problems;

  TableNode* node_for(const toml::table& content, std::string path, int line) {
    for (TableNode& node : nodes) {
      if (node.content == &content) return &node;
    }
    nodes.push_back({&content, std::move(path), {}, false, line});
    return &nodes.back();
  }
};

inline std::string path_of(const TableNode& node, std::string_view key) {
  return node.path.empty() ? std::string(key) : node.path + "." + std::string(key);
}

}  // namespace quaywatt::config
