#include "domain/access/access.h"

#include <algorithm>

namespace quaywatt::domain {
namespace {

using enum Permission;

constexpr std::array<std::string_view, kRoleCount> kRoleNames{
    "terminal_operator", "terminal_foreman", "terminal_manager", "company_reader", "district_reader",
    "maritime_officer", "port_officer", "statistician", "auditor", "system_administrator", "security_administrator"};

constexpr std::array<std::string_view, kPermissionCount> kPermissionNames{
    "read_stays", "read_evidence", "read_registers", "read_figures", "read_agents", "read_audit", "read_accounts",
    "edit_registers", "import_registers", "act_in_cases", "draw_fences", "approve_fences", "propose_rules",
    "activate_rules", "close_reports", "approve_reports", "set_baselines", "enrol_agents", "edit_accounts",
    "grant_roles"};

using Grants = std::set<Permission>;

/// What a role may do at all.
const Grants& grants_of(Role role) {
  static const Grants own_records{read_stays, read_evidence, read_registers, read_figures};
  static const std::array<Grants, kRoleCount> table{
      Grants{read_stays, read_registers},                                                   // terminal_operator
      own_records,                                                                          // terminal_foreman
      Grants{read_stays, read_evidence, read_registers, read_figures, read_agents, edit_registers, draw_fences},
      own_records,                                                                          // company_reader
      own_records,                                                                          // district_reader
      Grants{read_stays, read_evidence, read_registers, read_figures, read_agents, act_in_cases, approve_fences},
      Grants{read_stays, read_evidence, read_registers, read_figures, read_agents, act_in_cases, edit_registers,
             import_registers, draw_fences, approve_fences, propose_rules, activate_rules},  // port_officer
      Grants{read_stays, read_registers, read_figures, import_registers, close_reports, approve_reports,
             set_baselines},                                                                // statistician
      Grants{read_stays, read_evidence, read_registers, read_figures, read_agents, read_audit, read_accounts},
      Grants{read_agents, enrol_agents},                                                    // system_administrator
      Grants{read_agents, read_accounts, edit_accounts, grant_roles}};                      // security_administrator
  return table[static_cast<std::size_t>(role)];
}

/// Readers and terminals see only what names their company; an account without one sees nothing.
bool bound_to_company(Role role) { return role <= Role::company_reader; }

bool within(const AccessScope& scope, const ObjectPlace& object) {
  const bool in_waters = scope.waters.empty() || (object.waters && scope.waters.contains(*object.waters));
  const bool in_district = scope.districts.empty() || scope.districts.contains(object.district);
  const auto named = [&](const std::string& company) { return object.companies.contains(company); };
  const bool in_company = scope.companies.empty() || std::ranges::any_of(scope.companies, named);
  return in_waters && in_district && in_company;
}

}  // namespace

std::string_view name_of(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

std::string_view name_of(Permission permission) { return kPermissionNames[static_cast<std::size_t>(permission)]; }

std::optional<Role> role_named(std::string_view name) {
  const auto* found = std::ranges::find(kRoleNames, name);
  if (found == kRoleNames.end()) return std::nullopt;
  return static_cast<Role>(found - kRoleNames.begin());
}

bool may_ever(const Account& account, Permission permission) {
  if (bound_to_company(account.role) && account.scope.companies.empty()) return false;
  if (account.role == Role::district_reader && account.scope.districts.empty()) return false;
  return grants_of(account.role).contains(permission);
}

bool may(const Account& account, Permission permission, const ObjectPlace& object) {
  return may_ever(account, permission) && within(account.scope, object);
}

bool may_grant(const Account& granter, const Account& receiver) {
  return may_ever(granter, grant_roles) && granter.name != receiver.name;
}

bool confirms(const Account& confirmer, const Account& granter, const Account& receiver) {
  return may_grant(confirmer, receiver) && confirmer.name != granter.name;
}

}  // namespace quaywatt::domain
