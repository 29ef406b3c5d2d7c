#include "schema/config/strict_toml.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include "schema/config/nearest_key.h"
#include "schema/config/parsed_toml.h"

namespace quaywatt::config {
namespace {

// "cannot redefine existing integer 'port'" names the key; other messages leave it to the text of the line.
std::string key_at_fault(std::string_view description, std::string_view text, int line) {
  const auto closing = description.rfind('\'');
  if (closing != std::string_view::npos && closing > 0 && description.find("redefine") != std::string_view::npos) {
    const auto opening = description.rfind('\'', closing - 1);
    if (opening != std::string_view::npos) return std::string(description.substr(opening + 1, closing - opening - 1));
  }
  for (int skipped = 1; skipped < line; ++skipped) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  text = text.substr(0, text.find('='));
  const auto first = text.find_first_not_of(" \t[\r");
  const auto last = text.find_last_not_of(" \t]\r");
  if (first == std::string_view::npos || last < first || last - first > 80) return {};
  const std::string_view key = text.substr(first, last - first + 1);
  const bool plain = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < 127; });
  return plain ? std::string(key) : std::string();
}

Problem syntax_problem(const toml::parse_error& error, std::string_view text) {
  const std::string description(error.description());
  const int line = static_cast<int>(error.source().begin.line);
  const bool twice = description.find("redefine") != std::string::npos;
  return {line, key_at_fault(description, text, line),
          twice ? "键重复：同一键只能出现一次，请删去其一" : "不符合 TOML 语法，请改正此行",
          (twice ? "key given twice, remove one of them: " : "not valid TOML: ") + description};
}

Problem unknown_key(const TableNode& node, const toml::key& key) {
  const std::string nearest = nearest_key(key.str(), node.asked);
  return {static_cast<int>(key.source().begin.line), path_of(node, key.str()),
          nearest.empty() ? "未知的键，请删去" : "未知的键，是否应为 " + nearest + "？",
          nearest.empty() ? "unknown key, remove it" : "unknown key, did you mean " + nearest + "?"};
}

}  // namespace

Document Document::load(const std::filesystem::path& file) {
  const std::string name = file.string();
  std::error_code error;
  std::ifstream stream(file, std::ios::binary);
  if (!std::filesystem::is_regular_file(file, error) || !stream) {
    throw ConfigRefused(
        name, {{0, "", "读不到此文件，请检查路径和权限", "cannot read this file, check path and permissions"}});
  }
  if (std::filesystem::file_size(file, error) > kMaxConfigBytes || error) {
    throw ConfigRefused(name, {{0, "", "文件超过 1 MiB，不是配置文件", "larger than 1 MiB, not a configuration file"}});
  }
  std::ostringstream text;
  text << stream.rdbuf();
  return parse(text.str(), name);
}

Document Document::parse(std::string_view text, std::string file_name) {
  auto state = std::make_shared<State>();
  state->file_name = std::move(file_name);
  try {
    state->root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    throw ConfigRefused(state->file_name, {syntax_problem(error, text)});
  }
  state->node_for(state->root, "", 1);
  return Document(std::move(state));
}

Table Document::root() { return Table(state_, &state_->nodes.front()); }

std::vector<Problem> Document::problems() const {
  std::vector<Problem> all = state_->problems;
  for (const TableNode& node : state_->nodes) {
    if (node.rest_allowed) continue;
    for (const auto& [key, value] : *node.content) {
      if (!node.asked.contains(std::string(key.str()))) all.push_back(unknown_key(node, key));
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Problem& a, const Problem& b) { return a.line < b.line; });
  return all;
}

void Document::accept() const {
  auto all = problems();
  if (!all.empty()) throw ConfigRefused(state_->file_name, std::move(all));
}

}  // namespace quaywatt::config
