#include "server/cli/case_stream.h"

namespace quaywatt::server {
namespace {

constexpr int kEnd = std::char_traits<char>::eof();

bool is_space(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string unfinished() { return "输入在数组结束前中断 / the input ends before the array does"; }

}  // namespace

void TextPlace::pass(char byte) {
  if (byte == '\n') {
    ++line;
    column = 1;
  } else if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) {  // further bytes of a character are no columns
    ++column;
  }
}

int CaseStream::peek() { return in_.sgetc(); }

void CaseStream::advance() { place_.pass(static_cast<char>(in_.sbumpc())); }

void CaseStream::skip_space() {
  while (is_space(peek())) advance();
}

std::variant<ArrayElement, ArrayEnd, ArrayDefect> CaseStream::fail(std::string text) {
  state_ = State::ended;
  defect_ = ArrayDefect{place_, std::move(text)};
  return *defect_;
}

/// A byte order mark before the array is passed over: Windows editors write it.
std::optional<std::string> CaseStream::open_array() {
  if (peek() == 0xEF) {
    for (int i = 0; i < 3 && peek() != kEnd; ++i) in_.sbumpc();
  }
  skip_space();
  if (peek() != '[') {
    return peek() == kEnd ? "输入为空，应为 JSON 数组 / the input is empty, a JSON array is expected"
                          : "应为 JSON 数组，以 [ 开头 / a JSON array is expected, beginning with [";
  }
  advance();
  state_ = State::first_element;
  return std::nullopt;
}

std::optional<std::string> CaseStream::close_array() {
  advance();
  skip_space();
  state_ = State::ended;
  if (peek() == kEnd) return std::nullopt;
  return "数组之后还有内容 / there is text after the array";
}

void CaseStream::keep(ArrayElement& element, char c) {
  if (element.text.size() == kElementMaxBytes) element.too_long = true;
  if (!element.too_long) element.text.push_back(c);
}

/// From one quotation mark to the next that is not escaped.
std::optional<std::string> CaseStream::read_string(ArrayElement& element) {
  bool escaped = false;
  for (bool first = true;; first = false) {
    const int c = peek();
    if (c == kEnd) return unfinished();
    keep(element, static_cast<char>(c));
    advance();
    if (!first && c == '"' && !escaped) return std::nullopt;
    escaped = !first && c == '\\' && !escaped;
  }
}

std::optional<std::string> CaseStream::take_bracket(char c, std::string& closers) {
  if (c == '{' || c == '[') {
    if (closers.size() == kNestingMax) return "嵌套过深，无法继续读取 / nested too deeply to read on";
    closers.push_back(c == '{' ? '}' : ']');
  } else if (c == '}' || c == ']') {
    if (closers.empty() || closers.back() != c) return "括号不成对 / the brackets do not match";
    closers.pop_back();
  }
  return std::nullopt;
}

/// Up to the comma or bracket that ends it, which stays unread.
std::optional<std::string> CaseStream::read_element(ArrayElement& element) {
  std::string closers;
  while (true) {
    const int c = peek();
    if (c == kEnd) return unfinished();
    if (closers.empty() && (c == ',' || c == ']')) return std::nullopt;
    if (c == '"') {
      if (auto why = read_string(element)) return why;
      continue;
    }
    if (auto why = take_bracket(static_cast<char>(c), closers)) return why;
    keep(element, static_cast<char>(c));
    advance();
  }
}

std::variant<ArrayElement, ArrayEnd, ArrayDefect> CaseStream::next() {
  if (defect_) return *defect_;
  if (state_ == State::ended) return ArrayEnd{};
  if (state_ == State::before_array) {
    if (auto why = open_array()) return fail(std::move(*why));
  }
  skip_space();
  if (peek() == ']') {
    if (auto why = close_array()) return fail(std::move(*why));
    return ArrayEnd{};
  }
  if (state_ == State::further_element) {
    advance();  // the comma at which the element before ended
    skip_space();
  }
  state_ = State::further_element;
  ArrayElement element{elements_++, place_, {}, false};
  if (peek() == ',' || peek() == ']') return fail("逗号旁缺少元素 / an element is missing beside the comma");
  if (auto why = read_element(element)) return fail(std::move(*why));
  if (element.too_long) element.text.clear();
  return element;
}

}  // namespace quaywatt::server
