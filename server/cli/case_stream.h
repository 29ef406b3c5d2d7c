#pragma once
// The elements of a JSON array as texts, one after the other in constant memory, so that one spoilt element does
// not take the others with it and a file of any length can be piped through (fault S6).

#include <cstddef>
#include <istream>
#include <optional>
#include <string>
#include <variant>

namespace quaywatt::server {

/// A place in the input: both count from 1, a column is a character of UTF-8.
struct TextPlace {
  std::size_t line = 1;
  std::size_t column = 1;

  /// Moves past one byte.
  void pass(char byte);
};

struct ArrayElement {
  std::size_t index = 0;
  TextPlace place;        ///< of its first character
  std::string text;       ///< empty when it was longer than the limit
  bool too_long = false;
};

/// Why the array cannot be read on. What was read before it stands.
struct ArrayDefect {
  TextPlace place;
  std::string text;  ///< Chinese / English
};

struct ArrayEnd {};

class CaseStream {
 public:
  static constexpr std::size_t kElementMaxBytes = 1024 * 1024;
  static constexpr std::size_t kNestingMax = 1000;  ///< deeper brackets are no case, whatever they hold

  /// `in` must outlive the stream.
  explicit CaseStream(std::istream& in) : in_(*in.rdbuf()) {}

  /// The next element; after ArrayEnd or ArrayDefect the same again. Only brackets, strings and commas are looked
  /// at here: whether the text is JSON is for its reader to say.
  std::variant<ArrayElement, ArrayEnd, ArrayDefect> next();

 private:
  enum class State { before_array, first_element, further_element, ended };

  int peek();
  void advance();
  void skip_space();
  std::optional<std::string> open_array();
  std::optional<std::string> close_array();
  std::variant<ArrayElement, ArrayEnd, ArrayDefect> fail(std::string text);
  std::optional<std::string> read_element(ArrayElement& element);
  std::optional<std::string> read_string(ArrayElement& element);
  std::optional<std::string> take_bracket(char c, std::string& closers);
  void keep(ArrayElement& element, char c);

  std::streambuf& in_;
  TextPlace place_;
  State state_ = State::before_array;
  std::size_t elements_ = 0;
  std::optional<ArrayDefect> defect_;
};

}  // namespace quaywatt::server
