#pragma once
// Strict reading of TOML settings: every key is asked for, or the file is refused (fault A11).
//
//   auto document = config::Document::load("agent.toml");
//   config::Table root = document.root();
//   const auto port = root.integer("tcp_port", {1, 65535}, 8443);
//   document.accept();   // throws ConfigRefused naming line and key of everything that is wrong
//
// A getter never throws: it records what is wrong with a value and returns the fallback (or an empty value), so that
// one run names all mistakes. Values read are therefore only to be used after accept(). No clock, no environment.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/config/problem.h"

namespace quaywatt::config {

inline constexpr std::size_t kMaxConfigBytes = 1 << 20;  ///< a larger file is none of ours

/// Inclusive bounds of an integer.
struct Range {
  std::int64_t lowest;
  std::int64_t highest;
};

struct State;      // the parsed file with the problems found; shared by a Document and its Tables
struct TableNode;  // one table of it with the keys asked for

/// A table of the document. Cheap to copy; lives as long as any copy does. Not for use by two threads.
class Table {
 public:
  /// Is the key there, with whatever value? Does not count as asked for.
  bool has(std::string_view key) const;

  /// Text that must be there and not be empty.
  std::string text(std::string_view key);
  std::string text(std::string_view key, std::string_view fallback);
  std::optional<std::string> optional_text(std::string_view key);
  /// An array of texts; absent reads as empty.
  std::vector<std::string> texts(std::string_view key);

  std::int64_t integer(std::string_view key, Range range);
  std::int64_t integer(std::string_view key, Range range, std::int64_t fallback);
  std::optional<std::int64_t> optional_integer(std::string_view key, Range range);

  bool boolean(std::string_view key, bool fallback);

  /// One word of a list, as the value that stands beside it. Without fallback the key must be there.
  template <typename Choice>
  Choice choice(std::string_view key, const std::vector<std::pair<std::string_view, Choice>>& words,
                std::optional<Choice> fallback = std::nullopt) {
    std::vector<std::string_view> allowed;
    for (const auto& word : words) allowed.push_back(word.first);
    const auto index = choice_index(key, allowed, !fallback.has_value());
    if (index) return words[*index].second;
    return fallback ? *fallback : words.front().second;
  }

  /// A sub-table that must be there; when it is not, that is recorded and an empty one is returned.
  Table table(std::string_view key);
  std::optional<Table> optional_table(std::string_view key);
  /// An array of tables, `[[key]]`; absent reads as empty.
  std::vector<Table> tables(std::string_view key);

  /// Somebody else reads this key: it is known, whatever it holds.
  void allow(std::string_view key);
  /// For a command that reads a part of a file: all keys not asked for are known.
  void allow_rest();

  /// Records that the key's value does not do, for a reason only the caller can know.
  void refuse(std::string_view key, std::string zh, std::string en);

  /// Folder of the file, which relative paths in it start from; empty for a file in the working directory.
  std::filesystem::path folder() const;

  /// Line of the key, of the table itself when the key is absent.
  int line_of(std::string_view key) const;

 private:
  friend class Document;
  Table(std::shared_ptr<State> state, TableNode* node) : state_(std::move(state)), node_(node) {}
  std::optional<std::size_t> choice_index(std::string_view key, const std::vector<std::string_view>& words,
                                          bool required);
  void refuse_missing(std::string_view key);

  std::shared_ptr<State> state_;
  TableNode* node_;
};

class Document {
 public:
  /// Throws ConfigRefused when the file cannot be read or is no TOML (a key given twice is no TOML).
  static Document load(const std::filesystem::path& file);
  static Document parse(std::string_view text, std::string file_name);

  Table root();

  /// Everything wrong so far, by line: what getters recorded, and every key nobody asked for, with the nearest
  /// known one.
  std::vector<Problem> problems() const;

  /// Throws ConfigRefused when there are problems. To be called after everything was read.
  void accept() const;

 private:
  explicit Document(std::shared_ptr<State> state) : state_(std::move(state)) {}
  std::shared_ptr<State> state_;
};

}  // namespace quaywatt::config
