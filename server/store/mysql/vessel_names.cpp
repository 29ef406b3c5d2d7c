#include "server/store/mysql/vessel_names.h"

#include <algorithm>

namespace quaywatt::server::mysql {

namespace {

constexpr std::size_t kAtOnce = 500;   ///< question marks in one statement

/// `sql` ends where "(?,?,…)" belongs; `take` gets each row.
template <typename Value, typename Take>
void for_each_row(Connection& connection, const std::string& sql, const std::string& rest,
                  const std::set<Value>& values, Take take) {
  auto next = values.begin();
  while (next != values.end()) {
    std::vector<Parameter> parameters;
    for (; next != values.end() && parameters.size() < kAtOnce; ++next) parameters.push_back(parameter(*next));
    std::string marks = "(?";
    for (std::size_t i = 1; i < parameters.size(); ++i) marks += ",?";
    auto rows = connection.query_with(sql + marks + ")" + rest, parameters);
    while (rows.next()) take(rows);
  }
}

void add_registered(Connection& connection, const std::set<std::uint32_t>& mmsis,
                    std::map<std::uint32_t, NamedVessel>& named) {
  std::set<std::uint32_t> shared;
  for_each_row(connection, "SELECT mmsi, identity, name FROM vessels WHERE mmsi IN ", " ORDER BY identity", mmsis,
               [&](const Rows& row) {
                 const auto mmsi = static_cast<std::uint32_t>(row.integer(1));
                 NamedVessel& vessel = named[mmsi];
                 if (!vessel.identity.empty()) shared.insert(mmsi);
                 vessel.identity = row.text(2);
                 vessel.name = row.text(3);
               });
  for (const auto mmsi : shared) {
    named[mmsi].identity.clear();
    named[mmsi].name.clear();
  }
}

void add_said(Connection& connection, const std::set<std::uint32_t>& mmsis,
              std::map<std::uint32_t, NamedVessel>& named, std::map<std::uint32_t, std::string>& keys) {
  for_each_row(connection, "SELECT mmsi, name, name_key FROM ais_identities WHERE name IS NOT NULL AND mmsi IN ",
               " ORDER BY first_at", mmsis, [&](const Rows& row) {
                 const auto mmsi = static_cast<std::uint32_t>(row.integer(1));
                 named[mmsi].said_name = row.text(2);
                 keys[mmsi] = row.text(3);
               });
}

void add_suggestions(Connection& connection, const std::map<std::uint32_t, std::string>& keys,
                     std::map<std::uint32_t, NamedVessel>& named) {
  std::set<std::string> wanted;
  for (const auto& [mmsi, key] : keys) {
    if (named[mmsi].identity.empty()) wanted.insert(key);
  }
  std::map<std::string, std::pair<std::string, std::string>> by_key;
  std::set<std::string> shared;
  for_each_row(connection, "SELECT name_key, identity, name FROM vessels WHERE name_key IN ", "", wanted,
               [&](const Rows& row) {
                 const bool first = by_key.emplace(row.text(1), std::pair{row.text(2), row.text(3)}).second;
                 if (!first) shared.insert(row.text(1));
               });
  for (const auto& [mmsi, key] : keys) {
    const auto found = by_key.find(key);
    if (found == by_key.end() || shared.contains(key) || !named[mmsi].identity.empty()) continue;
    named[mmsi].suggested_identity = found->second.first;
    named[mmsi].suggested_name = found->second.second;
  }
}

}  // namespace

std::map<std::uint32_t, NamedVessel> named_vessels(Connection& connection, const std::set<std::uint32_t>& mmsis) {
  std::map<std::uint32_t, NamedVessel> named;
  std::map<std::uint32_t, std::string> keys;
  add_registered(connection, mmsis, named);
  add_said(connection, mmsis, named, keys);
  add_suggestions(connection, keys, named);
  return named;
}

}  // namespace quaywatt::server::mysql
