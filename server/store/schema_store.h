#pragma once
// The database's schema as seen from outside: which numbered changes it has, and what differs from what they made.

#include <functional>
#include <string>
#include <vector>

namespace quaywatt::server {

struct MigrationState {
  enum class Place {
    applied,
    pending,      ///< not begun
    interrupted,  ///< begun and not finished; running it again continues
    changed,      ///< applied, but the program carries another text under this number
    from_newer    ///< applied by a newer program; this one can still read the schema
  };
  int number = 0;
  std::string name;
  Place place = Place::pending;
};

/// An index the migrations made and the database lacks, or has otherwise (fault D13).
struct SchemaDrift {
  std::string table;
  std::string index;      ///< empty: the table itself is missing
  std::string remedy_sql;  ///< empty for a missing table: its rows come from a backup alone
};

class SchemaStore {
 public:
  virtual ~SchemaStore() = default;

  /// By number. A database that does not exist yet has everything pending.
  virtual std::vector<MigrationState> states() = 0;

  /// Applies what is pending or interrupted, in order; `started` hears of each before it runs. Creates the database
  /// when there is none and the user may. Refuses (StoreFault) when an applied one is `changed`.
  virtual void apply_pending(const std::function<void(const MigrationState&)>& started) = 0;

  virtual std::vector<SchemaDrift> drift() = 0;
};

}  // namespace quaywatt::server
