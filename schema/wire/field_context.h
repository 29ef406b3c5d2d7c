#pragma once
// What reading or writing one message's fields carries along: where it is, and the first defect found.

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "domain/ledger/ledger_position.h"
#include "schema/wire/defect.h"

namespace quaywatt::wire {

struct FieldContext {
  std::optional<Defect> defect;                    ///< the first one; nothing more is looked at then
  std::optional<domain::LedgerPosition> position;  ///< of the line; references must point before it
  std::string path;                                ///< JSON pointer of the object at hand

  bool sound() const { return !defect; }

  void fail(std::string reason, std::string_view field, std::string text) {
    if (!defect) defect = Defect{std::move(reason), path + std::string(field), std::move(text)};
  }
};

/// Enters one step of the path and leaves it again.
class PathStep {
 public:
  PathStep(FieldContext& context, std::string_view step) : context_(context), length_(context.path.size()) {
    context.path += '/';
    context.path += step;
  }
  PathStep(const PathStep&) = delete;
  PathStep& operator=(const PathStep&) = delete;
  ~PathStep() { context_.path.resize(length_); }

 private:
  FieldContext& context_;
  std::size_t length_;
};

/// True for exactly that type, const or not: lets one description of fields serve reader and writer.
template <typename T, typename Exactly>
concept Is = std::same_as<std::remove_const_t<T>, Exactly>;

}  // namespace quaywatt::wire
