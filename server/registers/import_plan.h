#pragma once
// What a sheet would do to a register: which entries are new, which change, which stay; or everything that is wrong
// with it, cell by cell (fault O13). Pure; nothing is written until a person has seen it.

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "domain/registers/register_kind.h"
#include "domain/time/instant.h"
#include "server/sheets/sheet.h"

namespace quaywatt::server {

/// One version of one entry.
struct RegisterVersion {
  std::vector<domain::FieldValue> values;  ///< in the order of the kind's fields
  domain::Date valid_from;                 ///< kFromTheBeginning in registers without dates
  bool operator==(const RegisterVersion&) const = default;
};

inline constexpr domain::Date kFromTheBeginning{std::chrono::year{1900}, std::chrono::January, std::chrono::day{1}};

/// The key's values, joined in a way that no value can forge.
std::string business_key(const domain::RegisterKind& kind, const RegisterVersion& version);

/// What the register holds: the versions of each entry, by key, in order of their first day.
using HeldRegister = std::map<std::string, std::vector<RegisterVersion>>;

/// Keys that other registers hold, for fields that refer to them.
using HeldKeys = std::map<std::string_view, std::vector<std::string>, std::less<>>;

struct PlannedVersion {
  enum class Effect {
    added,     ///< a new entry
    changed,   ///< a new version of a known one; what was before stays
    corrected  ///< other values for a day that is already written: needs a reason
  };
  Effect effect = Effect::added;
  std::size_t row = 0;  ///< of the sheet
  RegisterVersion version;
};

struct ImportPlan {
  std::vector<PlannedVersion> versions;  ///< in the order of the sheet
  std::size_t unchanged = 0;             ///< rows that say what the register says already
};

struct ImportDefects {
  std::vector<SheetDefect> named;  ///< the first kDefectsNamed
  std::size_t count = 0;
};
inline constexpr std::size_t kDefectsNamed = 200;

/// `held_keys` needs what the kind's fields refer to; sorted.
std::variant<ImportPlan, ImportDefects> plan_import(const domain::RegisterKind& kind, const Sheet& sheet,
                                                    const HeldRegister& held, const HeldKeys& held_keys);

}  // namespace quaywatt::server
