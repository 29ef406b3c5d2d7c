#pragma once
// A secret that no log, message or metric can take: it has no way to become text but one that is easy to find.

#include <string>
#include <utility>

namespace quaywatt::server {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}

  /// For the one who must show it to somebody; nowhere else.
  const std::string& reveal() const { return text_; }
  bool empty() const { return text_.empty(); }

 private:
  std::string text_;
};

}  // namespace quaywatt::server
